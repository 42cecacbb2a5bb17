package org.slportal.services.sweep;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;

/** A product instance a sweep deals with, its row locked. */
record SilentDevice(
        ProductInstanceId id,
        VirtualAccountId pool,
        String piid,
        Udi udi,
        String name,
        Instant lastContactAt,
        @Nullable Instant authorizedUntil) {}
