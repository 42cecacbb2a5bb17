package org.slportal.domain.compliance;

import org.slportal.domain.id.LicenseId;

/**
 * The figures of one pool after substitution.
 *
 * @param borrowed taken from ancestors' surplus, shown as Substitution +n
 * @param lent given to descendants, shown as Substitution −n
 */
public record PoolFigures(LicenseId license, int owned, int reserved, int inUse, int borrowed, int lent) {

    /** Negative: out of compliance by that many. */
    public int balance() {
        return owned - reserved - inUse + borrowed - lent;
    }

    public boolean isCompliant() {
        return balance() >= 0;
    }
}
