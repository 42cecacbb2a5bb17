package org.slportal.domain.compliance;

import org.slportal.domain.id.LicenseId;

/**
 * What a Virtual Account has and needs of one licence, before substitution. All counts are ≥ 0.
 *
 * @param owned from the ledger
 * @param reserved set aside for specific devices
 * @param inUse asked for by product instances whose authorization holds
 */
public record PoolDemand(LicenseId license, String name, int owned, int reserved, int inUse) {

    public PoolDemand {
        if (owned < 0 || reserved < 0 || inUse < 0) {
            throw new IllegalArgumentException("Pool figures are counts: " + name);
        }
    }
}
