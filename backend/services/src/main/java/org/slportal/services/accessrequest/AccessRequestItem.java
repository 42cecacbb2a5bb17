package org.slportal.services.accessrequest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.AccessRequestId;

/**
 * A request for access.
 *
 * @param domain as it was asked for
 * @param reason of a refusal, else empty
 */
public record AccessRequestItem(
        AccessRequestId id,
        String userName,
        String displayName,
        String domain,
        String message,
        AccessRequestState state,
        String reason,
        @Nullable String decidedBy,
        Instant createdAt,
        @Nullable Instant decidedAt) {}
