package org.slportal.services.device;

import java.time.Instant;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.DeviceReplacementId;
import org.slportal.domain.id.ProductInstanceId;

/** A failed device that waits for the chassis that is to take its place. @param anyToken a token of any Virtual Account will do */
public record PendingReplacement(
        DeviceReplacementId id,
        ProductInstanceId device,
        String deviceName,
        Udi replacement,
        boolean anyToken,
        String requestedBy,
        Instant requestedAt) {}
