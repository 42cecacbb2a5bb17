package org.slportal.services.conversion.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A bulk conversion and how far it is.
 *
 * @param requester the person who may not approve it; null if the portal asked for it by itself
 * @param decidedBy who approved, declined or cancelled it last
 */
public record ConversionJobItem(
        ConversionJobId id,
        SmartAccountId account,
        VirtualAccountId target,
        String targetName,
        ConversionKind kind,
        JobOrigin origin,
        JobState state,
        int totalLines,
        int convertedLines,
        int refusedLines,
        @Nullable UserId requester,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        String note,
        @Nullable Instant finishedAt) {

    public int pendingLines() {
        return totalLines - convertedLines - refusedLines;
    }
}
