package org.slportal.services.agreement;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.time.Instant;
import java.time.InstantSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Component;

/**
 * "Smart Licensing Agreement Pending": open while an account never accepted the agreement. "Updated Smart License Agreement": open
 * while it accepted an older version only.
 */
@Component
class AgreementAlerts {

    private final DSLContext sql;
    private final InstantSource clock;

    AgreementAlerts(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** One statement, however many accounts there are. @param accounts condition on the Smart Account */
    void raise(AlertCode code, String agreement, @Nullable Instant due, Condition accounts) {
        Transactions.requireTransaction();
        sql.insertInto(
                        ALERT,
                        ALERT.SMART_ACCOUNT_ID,
                        ALERT.CODE,
                        ALERT.SEVERITY,
                        ALERT.OPEN_KEY,
                        ALERT.RAISED_AT,
                        ALERT.DUE_AT)
                .select(DSL.select(
                                SMART_ACCOUNT.SMART_ACCOUNT_ID,
                                DSL.val(code.name()),
                                DSL.val(code.severity().name()),
                                DSL.concat(
                                        DSL.val(code + ":"),
                                        SMART_ACCOUNT.SMART_ACCOUNT_ID.cast(String.class),
                                        DSL.val(":" + agreement)),
                                DSL.val(clock.instant(), ALERT.RAISED_AT),
                                DSL.val(due, ALERT.DUE_AT))
                        .from(SMART_ACCOUNT)
                        .where(accounts))
                .onDuplicateKeyUpdate()
                .set(ALERT.DUE_AT, due)
                .execute();
    }

    void clear(SmartAccountId account, String agreement) {
        Transactions.requireTransaction();
        sql.update(ALERT)
                .setNull(ALERT.OPEN_KEY)
                .set(ALERT.CLEARED_AT, clock.instant())
                .where(ALERT.OPEN_KEY.in(
                        AlertCode.AGREEMENT_PENDING + ":" + account + ":" + agreement,
                        AlertCode.AGREEMENT_UPDATED + ":" + account + ":" + agreement))
                .execute();
    }
}
