package org.slportal.services.assisted;

import java.time.Instant;
import org.slportal.domain.id.AssistedRequestId;

/**
 * A row of the list of requests.
 *
 * @param subject PAK or device, and the SKU
 * @param quantity units asked for
 */
public record AssistedListItem(
        AssistedRequestId id,
        String subject,
        int quantity,
        AssistedState state,
        String virtualAccount,
        String requestedBy,
        Instant requestedAt,
        Instant changedAt) {}
