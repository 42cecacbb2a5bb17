package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.springframework.stereotype.Component;

/** "Insufficient Licenses": open exactly while a pool's balance after substitution is negative. */
@Component
public class ShortageAlerts {

    private final DSLContext sql;
    private final InstantSource clock;

    public ShortageAlerts(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Opens the alert, or corrects its figure while it is open. Who put it to sleep knew of fewer: a shortage that has grown is awake.
     *
     * @param missing &gt; 0
     */
    public void raise(SmartAccountId account, VirtualAccountId pool, LicenseId license, int missing) {
        Instant now = clock.instant();
        sql.insertInto(ALERT)
                .set(ALERT.SMART_ACCOUNT_ID, account)
                .set(ALERT.VIRTUAL_ACCOUNT_ID, pool)
                .set(ALERT.CODE, AlertCode.INSUFFICIENT_LICENSES.name())
                .set(ALERT.SEVERITY, AlertCode.INSUFFICIENT_LICENSES.severity().name())
                .set(ALERT.LICENSE_ID, license)
                .set(ALERT.QUANTITY, missing)
                .set(ALERT.OPEN_KEY, openKey(pool, license))
                .set(ALERT.RAISED_AT, now)
                .onDuplicateKeyUpdate()
                // Before the figure: the assignments are made in this order.
                .set(
                        ALERT.AWAKE_AT,
                        DSL.when(ALERT.QUANTITY.lt(missing), DSL.least(ALERT.AWAKE_AT, DSL.val(now, ALERT.AWAKE_AT)))
                                .otherwise(ALERT.AWAKE_AT))
                .set(ALERT.QUANTITY, missing)
                .execute();
    }

    public void clear(VirtualAccountId pool, LicenseId license) {
        sql.update(ALERT)
                .setNull(ALERT.OPEN_KEY)
                .set(ALERT.CLEARED_AT, clock.instant())
                .where(ALERT.OPEN_KEY.eq(openKey(pool, license)))
                .execute();
    }

    /** Missing quantity by licence, for the alerts that are open now. */
    public Map<LicenseId, Integer> open(VirtualAccountId pool) {
        return sql.select(ALERT.LICENSE_ID, ALERT.QUANTITY)
                .from(ALERT)
                .where(ALERT.VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(ALERT.CODE.eq(AlertCode.INSUFFICIENT_LICENSES.name()))
                        .and(ALERT.OPEN_KEY.isNotNull()))
                .fetchMap(ALERT.LICENSE_ID, ALERT.QUANTITY);
    }

    private static String openKey(VirtualAccountId pool, LicenseId license) {
        return AlertCode.INSUFFICIENT_LICENSES + ":" + pool + ":" + license;
    }
}
