package org.slportal.services.transfer;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.license.LicenseTerm;

/**
 * How many of a licence are to move.
 *
 * @param lot exactly these; null: by precedence
 * @param term only such lots; null: any
 */
public record TransferLine(
        LicenseId license,
        @Nullable LicenseLotId lot,
        @Nullable LicenseTerm term,
        int quantity,
        Precedence precedence) {

    public static TransferLine of(MovableLot lot, int quantity) {
        return new TransferLine(lot.license(), lot.id(), null, quantity, Precedence.EARLIEST_END_FIRST);
    }
}
