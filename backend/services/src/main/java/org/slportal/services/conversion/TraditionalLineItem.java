package org.slportal.services.conversion;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.license.LicenseTerm;

/**
 * A line of a PAK, or a licence on a device, and what it would become.
 *
 * @param origin the PAK's number, or the device's UDI as its terminal prints it
 * @param lineNumber from 1; on a device in the order the licences came
 * @param licenseQuantity smart licences per unit
 * @param ineligibility why none of it can be converted, null if some can
 */
public record TraditionalLineItem(
        TraditionalLineId id,
        String origin,
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
