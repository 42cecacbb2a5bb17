package org.slportal.services.reservation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.license.LicenseTerm;

/**
 * A licence on a reserved device.
 *
 * @param endsOn last day; null for ever
 * @param quantity by the code in force
 * @param updated by the code that waits for its confirmation; the same as quantity if there is none
 */
public record ReservedLicense(
        LicenseId license,
        String name,
        LicenseTerm term,
        @Nullable LocalDate endsOn,
        int quantity,
        int updated,
        boolean expired) {}
