package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.LICENSE_LOT;

import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;

/**
 * What makes owned licences alike: ledger rows with the same values here are one lot of a pool.
 *
 * @param startsOn first day, null: since ever
 * @param endsOn last day, null: for ever
 */
public record Lot(
        LicenseId license,
        LicenseTerm term,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String subscription) {

    static Lot of(Deposit deposit) {
        return new Lot(deposit.license(), deposit.term(), deposit.startsOn(), deposit.endsOn(), deposit.subscription());
    }

    boolean hasBegun(LocalDate today) {
        return startsOn == null || !startsOn.isAfter(today);
    }

    /** Before it is moved: a negative change of a lot that is not there must fail as one below zero, not as an insert. */
    Query insertEmpty(DSLContext sql, SmartAccountId account, VirtualAccountId pool, LocalDate today) {
        return sql.insertInto(LICENSE_LOT)
                .set(LICENSE_LOT.SMART_ACCOUNT_ID, account)
                .set(LICENSE_LOT.VIRTUAL_ACCOUNT_ID, pool)
                .set(LICENSE_LOT.LICENSE_ID, license)
                .set(LICENSE_LOT.LICENSE_TERM, term)
                .set(LICENSE_LOT.STARTS_ON, startsOn)
                .set(LICENSE_LOT.ENDS_ON, endsOn)
                .set(LICENSE_LOT.SUBSCRIPTION_NUMBER, subscription)
                .set(LICENSE_LOT.COUNTED, hasBegun(today))
                .onDuplicateKeyIgnore();
    }

    Condition in(VirtualAccountId pool) {
        return LICENSE_LOT
                .VIRTUAL_ACCOUNT_ID
                .eq(pool)
                .and(LICENSE_LOT.LICENSE_ID.eq(license))
                .and(LICENSE_LOT.LOT_KEY.eq(key()));
    }

    /** As the generated column of the table. */
    private String key() {
        return term + "|" + text(startsOn) + "|" + text(endsOn) + "|" + text(subscription);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
