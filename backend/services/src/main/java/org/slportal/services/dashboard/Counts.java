package org.slportal.services.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param countedAt when, if not just now */
public record Counts(
        DeviceStates devices,
        ConversionProgress conversion,
        @Nullable Instant countedAt) {}
