package org.slportal.services.conversion;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.license.LicenseTerm;

/**
 * A line of a PAK and what it would become.
 *
 * @param licenseQuantity smart licences per unit
 * @param ineligibility why none of it can be converted, null if some can
 */
public record PakLineItem(
        PakLineId id,
        PakId pakId,
        int lineNumber,
        String sku,
        String description,
        @Nullable LicenseId licenseId,
        @Nullable String license,
        int licenseQuantity,
        LicenseTerm term,
        @Nullable LocalDate termEnds,
        int ordered,
        int fulfilled,
        int converted,
        boolean partialAllowed,
        @Nullable Ineligibility ineligibility) {

    public int available() {
        return ordered - fulfilled - converted;
    }
}
