package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.slportal.domain.failure.FailureReason;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.ProductInstanceRemoval;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Service;

/** A device leaves: its product instance goes, its licences return to the pool, its certificates are revoked. */
@Service
public class DeregistrationService {

    private final DSLContext sql;
    private final Transactions transactions;
    private final ProductInstanceRemoval removal;
    private final Pools pools;
    private final AnsweredMessages answers;
    private final EventRecorder events;

    DeregistrationService(
            DSLContext sql,
            Transactions transactions,
            ProductInstanceRemoval removal,
            Pools pools,
            AnsweredMessages answers,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.removal = removal;
        this.pools = pools;
        this.answers = answers;
        this.events = events;
    }

    /** @param render makes the signed answer, inside the transaction */
    public Reply deregister(DeviceExchange exchange, KnownDevice device, Supplier<String> render) {
        return answers.answerOnce(
                exchange,
                () -> transactions.write(() -> {
                    pools.lock(device.pool());
                    boolean there = sql.fetchExists(
                            PRODUCT_INSTANCE,
                            PRODUCT_INSTANCE
                                    .PRODUCT_INSTANCE_ID
                                    .eq(device.id())
                                    .and(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(device.pool())));
                    if (!there) {
                        // This very message may have removed it, a moment before on another thread.
                        return answers.find(exchange)
                                .orElseGet(() -> new Reply.Refused(
                                        Reply.Refusal.NOT_REGISTERED, FailureReason.notRegistered(device.piid())));
                    }
                    removal.remove(device.actor(), device.account(), device.pool(), device.id(), device.piid());
                    events.record(
                            device.actor(),
                            NewEvent.done(
                                            EventCode.DEVICE_DEREGISTERED,
                                            device.account(),
                                            device.pool(),
                                            "device",
                                            device.name())
                                    .aboutDevice(device.piid()));
                    String answer = render.get();
                    answers.store(exchange, answer);
                    return new Reply.Answered(answer);
                }));
    }
}
