package org.slportal.services.transfer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.inventory.Lot;

/**
 * Licences of the same term in a Virtual Account.
 *
 * @param startsOn first day, null: since ever
 * @param endsOn last day, null: for ever
 * @param begun whether the pool counts them already
 */
public record MovableLot(
        LicenseLotId id,
        LicenseId license,
        String licenseName,
        LicenseTerm term,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String subscription,
        int quantity,
        int reserved,
        boolean begun) {

    /** By what it is told apart from the Virtual Account's other lots. */
    Lot terms() {
        return new Lot(license, term, startsOn, endsOn, subscription);
    }

    /** May move: what is reserved stays with its device's Virtual Account. */
    public int free() {
        return quantity - reserved;
    }
}
