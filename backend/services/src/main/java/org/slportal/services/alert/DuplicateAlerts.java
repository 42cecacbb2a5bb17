package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;

import java.time.InstantSource;
import org.jooq.DSLContext;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Component;

/** "Duplicate Licenses": licences of one device or PAK came over two roads. Open once for each, however often it is found. */
@Component
public class DuplicateAlerts {

    private final DSLContext sql;
    private final InstantSource clock;
    private final EventRecorder events;

    DuplicateAlerts(DSLContext sql, InstantSource clock, EventRecorder events) {
        this.sql = sql;
        this.clock = clock;
        this.events = events;
    }

    /** @param subject the UDI or the PAK */
    public void raise(Actor actor, SmartAccountId account, VirtualAccountId pool, String subject) {
        Transactions.requireTransaction();
        int raised = sql.insertInto(ALERT)
                .set(ALERT.SMART_ACCOUNT_ID, account)
                .set(ALERT.VIRTUAL_ACCOUNT_ID, pool)
                .set(ALERT.CODE, AlertCode.DUPLICATE_LICENSES.name())
                .set(ALERT.SEVERITY, AlertCode.DUPLICATE_LICENSES.severity().name())
                .set(ALERT.SUBJECT, subject)
                .set(ALERT.OPEN_KEY, AlertCode.DUPLICATE_LICENSES + ":" + account + ":" + subject)
                .set(ALERT.RAISED_AT, clock.instant())
                .onDuplicateKeyIgnore()
                .execute();
        if (raised == 1) {
            events.record(actor, NewEvent.done(EventCode.DUPLICATE_LICENSES_FOUND, account, pool, "origin", subject));
        }
    }
}
