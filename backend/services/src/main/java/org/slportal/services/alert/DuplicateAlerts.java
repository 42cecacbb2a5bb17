package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;

import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Component;

/**
 * "Duplicate Licenses": the same right came, or would have come, over a second road of conversion. Somebody looks at it and dismisses
 * the alert; after that, another find opens a new one.
 */
@Component
public class DuplicateAlerts {

    private final DSLContext sql;
    private final InstantSource clock;
    private final EventRecorder events;

    public DuplicateAlerts(DSLContext sql, InstantSource clock, EventRecorder events) {
        this.sql = sql;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Opens the alert and tells it in the event log, once while the alert is open. In the transaction of the act that found it.
     *
     * @param actor whose act found it
     * @param pool null for what is assigned to no Virtual Account
     * @param subject UDI, as {@code PID:…,SN:…}, or number of the PAK; at most 160 characters
     */
    public void raise(Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool, String subject) {
        Transactions.requireTransaction();
        // One statement, so that two finders at once open one alert; only the one that inserts tells.
        int opened = sql.insertInto(ALERT)
                .set(ALERT.SMART_ACCOUNT_ID, account)
                .set(ALERT.VIRTUAL_ACCOUNT_ID, pool)
                .set(ALERT.CODE, AlertCode.DUPLICATE_LICENSES.name())
                .set(ALERT.SEVERITY, AlertCode.DUPLICATE_LICENSES.severity().name())
                .set(ALERT.SUBJECT, subject)
                .set(ALERT.OPEN_KEY, AlertCode.DUPLICATE_LICENSES + ":" + account + ":" + subject)
                .set(ALERT.RAISED_AT, clock.instant())
                .onDuplicateKeyIgnore()
                .execute();
        if (opened > 0) {
            events.record(actor, NewEvent.done(EventCode.DUPLICATE_LICENSES_FOUND, account, pool, "origin", subject));
        }
    }
}
