package org.slportal.domain.fulfilment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.license.LicenseTerm;

/**
 * What the policies need to know of a PAK line.
 *
 * @param assigned whether the PAK is in a Virtual Account
 * @param available licences neither installed nor converted
 * @param family product family of the SKU
 * @param rightToUse whether the SKU stands for a right to use
 * @param termEnds last day of a term licence, null for perpetual ones
 */
public record FulfillableLine(
        boolean assigned,
        int available,
        String family,
        boolean rightToUse,
        LicenseTerm term,
        @Nullable LocalDate termEnds) {}
