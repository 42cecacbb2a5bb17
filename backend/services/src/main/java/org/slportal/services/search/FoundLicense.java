package org.slportal.services.search;

import org.slportal.domain.id.VirtualAccountId;

/**
 * A smart licence.
 *
 * @param pools Virtual Accounts that own or use it, at most {@link Hits#SHOWN} with the shortest first
 * @param skus codes of SKUs that become it, at most {@link Hits#SHOWN}
 */
public record FoundLicense(org.slportal.domain.id.LicenseId id, String name, Hits<Pool> pools, Hits<String> skus) {

    /** @param balance after substitution, negative when short */
    public record Pool(VirtualAccountId id, String name, int owned, int inUse, int balance) {}
}
