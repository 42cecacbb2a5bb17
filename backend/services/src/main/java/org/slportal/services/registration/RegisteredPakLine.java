package org.slportal.services.registration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.license.LicenseTerm;

/**
 * A product on a PAK.
 *
 * @param number from 1 within the PAK
 * @param product description of the SKU
 * @param fulfilled licences installed on devices
 * @param termEnds last day of a term licence, null for perpetual ones
 */
public record RegisteredPakLine(
        PakLineId id,
        int number,
        String sku,
        String product,
        LicenseTerm term,
        @Nullable LocalDate termEnds,
        int ordered,
        int fulfilled,
        int converted) {

    /** Of this line alone: the PAK's own status is over all its lines. */
    public PakStatus status() {
        return PakStatus.of(ordered, fulfilled, converted);
    }

    public int used() {
        return fulfilled + converted;
    }

    public int available() {
        return ordered - used();
    }
}
