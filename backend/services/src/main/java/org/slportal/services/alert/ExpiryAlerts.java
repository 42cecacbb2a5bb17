package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Component;

/**
 * "Licenses Expiring" and "Licenses Expired": one alert for each licence and last day of a Virtual Account. The first gives way to the
 * second, which stays until somebody dismisses it.
 */
@Component
public class ExpiryAlerts {

    private static final int CORRECTED_AT_ONCE = 500;

    private final DSLContext sql;
    private final InstantSource clock;

    public ExpiryAlerts(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The licences of one Virtual Account that end together. @param lastDay included */
    public record Ending(VirtualAccountId pool, LicenseId license, LocalDate lastDay, int quantity) {}

    /** Opens the alert, or brings the open one up to date. */
    public void tellExpiring(SmartAccountId account, Ending ending, Severity severity) {
        Transactions.requireTransaction();
        sql.insertInto(ALERT)
                .set(ALERT.SMART_ACCOUNT_ID, account)
                .set(ALERT.VIRTUAL_ACCOUNT_ID, ending.pool())
                .set(ALERT.CODE, AlertCode.LICENSES_EXPIRING.name())
                .set(ALERT.SEVERITY, severity.name())
                .set(ALERT.LICENSE_ID, ending.license())
                .set(ALERT.QUANTITY, ending.quantity())
                .set(ALERT.OPEN_KEY, key(AlertCode.LICENSES_EXPIRING, ending))
                .set(ALERT.RAISED_AT, clock.instant())
                .set(ALERT.DUE_AT, endOf(ending.lastDay()))
                .onDuplicateKeyUpdate()
                .set(ALERT.SEVERITY, severity.name())
                .set(ALERT.QUANTITY, ending.quantity())
                .execute();
    }

    /** What had ended before and was not dismissed counts on: the alert names all that ended that day. */
    public void tellExpired(SmartAccountId account, Ending ending) {
        Transactions.requireTransaction();
        sql.update(ALERT)
                .setNull(ALERT.OPEN_KEY)
                .set(ALERT.CLEARED_AT, clock.instant())
                .where(ALERT.OPEN_KEY.eq(key(AlertCode.LICENSES_EXPIRING, ending)))
                .execute();
        sql.insertInto(ALERT)
                .set(ALERT.SMART_ACCOUNT_ID, account)
                .set(ALERT.VIRTUAL_ACCOUNT_ID, ending.pool())
                .set(ALERT.CODE, AlertCode.LICENSES_EXPIRED.name())
                .set(ALERT.SEVERITY, AlertCode.LICENSES_EXPIRED.severity().name())
                .set(ALERT.LICENSE_ID, ending.license())
                .set(ALERT.QUANTITY, ending.quantity())
                .set(ALERT.OPEN_KEY, key(AlertCode.LICENSES_EXPIRED, ending))
                .set(ALERT.RAISED_AT, clock.instant())
                .onDuplicateKeyUpdate()
                .set(ALERT.QUANTITY, ALERT.QUANTITY.plus(ending.quantity()))
                .execute();
    }

    /**
     * Licences came or went since it was told: corrects the figures of open alerts, and closes those whose licences are gone.
     *
     * @return how many were corrected
     */
    public int correct(SmartAccountId account) {
        Transactions.requireTransaction();
        var owned = DSL.field(DSL.select(DSL.coalesce(DSL.sum(LICENSE_LOT.QUANTITY), DSL.inline(0))
                        .cast(SQLDataType.INTEGER))
                .from(LICENSE_LOT)
                .where(LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .eq(ALERT.VIRTUAL_ACCOUNT_ID)
                        .and(LICENSE_LOT.LICENSE_ID.eq(ALERT.LICENSE_ID))
                        .and(LICENSE_LOT.ENDS_ON.eq(DSL.field("date({0})", SQLDataType.LOCALDATE, ALERT.DUE_AT)))));
        record Wrong(AlertId alert, int quantity) {}
        List<Wrong> wrong = sql.select(ALERT.ALERT_ID, owned)
                .from(ALERT)
                .where(ALERT.SMART_ACCOUNT_ID
                        .eq(account)
                        .and(ALERT.CLEARED_AT.isNull())
                        .and(ALERT.CODE.eq(AlertCode.LICENSES_EXPIRING.name()))
                        .and(ALERT.QUANTITY.ne(owned)))
                .limit(CORRECTED_AT_ONCE)
                .fetch(row -> new Wrong(row.value1(), row.value2()));
        // What is reserved stays past its last day, and is the reservation's alert from then on.
        int over = sql.update(ALERT)
                .setNull(ALERT.OPEN_KEY)
                .set(ALERT.CLEARED_AT, clock.instant())
                .where(ALERT.SMART_ACCOUNT_ID
                        .eq(account)
                        .and(ALERT.CLEARED_AT.isNull())
                        .and(ALERT.CODE.eq(AlertCode.LICENSES_EXPIRING.name()))
                        .and(ALERT.DUE_AT.lt(clock.instant())))
                .execute();
        for (Wrong alert : wrong) {
            if (alert.quantity() == 0) {
                sql.update(ALERT)
                        .setNull(ALERT.OPEN_KEY)
                        .set(ALERT.CLEARED_AT, clock.instant())
                        .where(ALERT.ALERT_ID.eq(alert.alert()).and(ALERT.CLEARED_AT.isNull()))
                        .execute();
            } else {
                sql.update(ALERT)
                        .set(ALERT.QUANTITY, alert.quantity())
                        .where(ALERT.ALERT_ID.eq(alert.alert()))
                        .execute();
            }
        }
        return over + wrong.size();
    }

    /** The last second of the day: what is due then is still in time. */
    private static Instant endOf(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay().minusSeconds(1).toInstant(ZoneOffset.UTC);
    }

    private static String key(AlertCode code, Ending ending) {
        return code + ":" + ending.pool() + ":" + ending.license() + ":" + ending.lastDay();
    }
}
