package org.slportal.services.reservation;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.inventory.Lot;

/** Licences of one term that can be taken from a lot, or are. */
record HeldLot(
        LicenseLotId lot,
        LicenseId license,
        String name,
        String description,
        String tag,
        LicenseTerm term,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String subscription,
        int quantity) {

    /** LONGEST_TERM_FIRST: what never ends, then what ends last. */
    static final Comparator<HeldLot> LONGEST_TERM_FIRST = Comparator.comparing(HeldLot::end, Comparator.reverseOrder())
            .thenComparingLong(each -> each.lot().value());

    /** By what it is told apart from the Virtual Account's other lots. */
    Lot terms() {
        return new Lot(license, term, startsOn, endsOn, subscription);
    }

    private LocalDate end() {
        return endsOn == null ? LocalDate.MAX : endsOn;
    }

    boolean holdsOn(LocalDate day) {
        return endsOn == null || !day.isAfter(endsOn);
    }

    HeldLot with(int other) {
        return new HeldLot(lot, license, name, description, tag, term, startsOn, endsOn, subscription, other);
    }

    String inWords() {
        return quantity + " × " + name + (endsOn == null ? "" : " (" + endsOn + ")");
    }
}
