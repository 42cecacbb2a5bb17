package org.slportal.services.dashboard;

import java.time.LocalDate;
import java.util.List;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Licences that end, each figure including the one before. Today counts: it is a licence's last day.
 *
 * @param next at most ten, the soonest first
 */
public record Expiries(long in30Days, long in90Days, long in365Days, List<Expiry> next) {

    public record Expiry(
            VirtualAccountId poolId, String pool, LicenseId licenseId, String license, int quantity, LocalDate on) {}

    public Expiries {
        next = List.copyOf(next);
    }
}
