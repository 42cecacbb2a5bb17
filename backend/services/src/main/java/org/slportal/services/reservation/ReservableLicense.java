package org.slportal.services.reservation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;

/**
 * A licence of the Virtual Account that a device may get.
 *
 * @param surplus how many can be reserved beyond what the device holds
 * @param held by the device already; 0 for a new reservation
 * @param longestEnd last day of the lot taken first; null for ever
 * @param universal covers everything on a device
 */
public record ReservableLicense(
        LicenseId license,
        String name,
        String tag,
        int surplus,
        int held,
        @Nullable LocalDate longestEnd,
        boolean universal) {

    public int most() {
        return surplus + held;
    }
}
