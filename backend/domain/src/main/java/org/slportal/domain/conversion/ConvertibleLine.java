package org.slportal.domain.conversion;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.license.LicenseTerm;

/**
 * What the policies need to know of a line of traditional licences.
 *
 * @param ordered licences bought, &gt; 0
 * @param fulfilled licences installed on devices
 * @param converted licences that already became smart ones
 * @param termEnds last day of a term licence, null for perpetual ones
 */
public record ConvertibleLine(
        boolean assigned,
        boolean hasEquivalentLicense,
        LicenseTerm term,
        @Nullable LocalDate termEnds,
        boolean partialAllowed,
        int ordered,
        int fulfilled,
        int converted) {

    public int available() {
        return ordered - fulfilled - converted;
    }
}
