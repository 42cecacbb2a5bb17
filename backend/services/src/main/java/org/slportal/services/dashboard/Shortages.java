package org.slportal.services.dashboard;

import java.util.List;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Licences of which a Virtual Account needs more than it owns.
 *
 * @param largest at most ten, the largest first
 * @param exact false if there are more than {@code count}
 */
public record Shortages(List<Shortage> largest, int count, boolean exact) {

    public record Shortage(VirtualAccountId poolId, String pool, LicenseId licenseId, String license, int shortBy) {}

    public Shortages {
        largest = List.copyOf(largest);
    }
}
