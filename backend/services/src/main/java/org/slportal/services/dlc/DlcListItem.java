package org.slportal.services.dlc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.DlcDeviceId;

/**
 * A row of the list of reports.
 *
 * @param lines how many licences it named
 * @param refusal why it failed; null unless it did
 */
public record DlcListItem(
        DlcDeviceId id,
        Udi udi,
        int lines,
        String virtualAccount,
        DlcOrigin origin,
        DlcState state,
        DlcPolicy.@Nullable Refusal refusal,
        String receivedBy,
        Instant receivedAt,
        @Nullable Instant finishedAt) {}
