package org.slportal.services.account;

import java.time.Instant;
import org.slportal.domain.id.SmartAccountId;

/**
 * A Smart Account's own attributes.
 *
 * @param holding whether a partner holds licences for others in it
 * @param active whether it is in use; else suspended
 * @param exportPermitted whether its tokens may allow export-controlled functionality
 * @param version for the next change
 */
public record AccountProperties(
        SmartAccountId id,
        String name,
        String domain,
        boolean holding,
        boolean active,
        boolean exportPermitted,
        Instant createdAt,
        int version) {}
