package org.slportal.services.callhome;

import java.util.function.Supplier;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.DeviceLock;
import org.slportal.services.device.ProductInstanceRemoval;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Service;

/** A device leaves: its product instance goes, its licences return to the pool, its certificates are revoked. */
@Service
public class DeregistrationService {

    private final Transactions transactions;
    private final ProductInstanceRemoval removal;
    private final DeviceLock lock;
    private final AnsweredMessages answers;
    private final EventRecorder events;

    DeregistrationService(
            Transactions transactions,
            ProductInstanceRemoval removal,
            DeviceLock lock,
            AnsweredMessages answers,
            EventRecorder events) {
        this.transactions = transactions;
        this.removal = removal;
        this.lock = lock;
        this.answers = answers;
        this.events = events;
    }

    /** @param render makes the signed answer, inside the transaction */
    public Reply deregister(DeviceExchange exchange, KnownDevice device, Supplier<String> render) {
        return answers.answerOnce(
                exchange,
                () -> transactions.write(() -> {
                    VirtualAccountId pool = lock.lock(device.id());
                    if (pool == null) {
                        // This very message may have removed it, a moment before on another thread.
                        return answers.find(exchange)
                                .orElseGet(() -> new Reply.Refused(
                                        Reply.Refusal.NOT_REGISTERED, FailureReason.notRegistered(device.piid())));
                    }
                    removal.remove(device.actor(), device.account(), pool, device.id(), device.piid());
                    events.record(
                            device.actor(),
                            NewEvent.done(
                                            EventCode.DEVICE_DEREGISTERED,
                                            device.account(),
                                            pool,
                                            "device",
                                            device.name())
                                    .aboutDevice(device.piid()));
                    String answer = render.get();
                    answers.store(exchange, answer);
                    return new Reply.Answered(answer);
                }));
    }
}
