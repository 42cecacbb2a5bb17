package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.slportal.domain.failure.FailureReason;
import org.slportal.services.dlc.DlcReceipt;
import org.slportal.services.dlc.DlcReceiver;
import org.slportal.services.dlc.DlcReport;
import org.slportal.services.dlc.DlcSource;
import org.springframework.stereotype.Service;

/** Device-led conversion as registered devices ask for it: into the Virtual Account they are registered to. */
@Service
public class DeviceConversionService {

    private final DSLContext sql;
    private final InstantSource clock;
    private final DlcReceiver receiver;
    private final AnsweredMessages answers;

    DeviceConversionService(DSLContext sql, InstantSource clock, DlcReceiver receiver, AnsweredMessages answers) {
        this.sql = sql;
        this.clock = clock;
        this.receiver = receiver;
        this.answers = answers;
    }

    /**
     * Takes in what the device and the other chassis of its stack hold.
     *
     * @param render makes the signed answer, inside the transaction
     */
    public Reply convert(
            DeviceExchange exchange, KnownDevice device, List<DlcReport> reports, Function<DlcReceipt, String> render) {
        return answers.answerOnce(
                exchange,
                () -> receiver.write(() -> {
                    if (!touch(device)) {
                        return new Reply.Refused(
                                Reply.Refusal.NOT_REGISTERED, FailureReason.notRegistered(device.piid()));
                    }
                    return answered(
                            exchange,
                            receiver.receive(
                                    DlcSource.device(device.account(), device.pool(), device.actor()), reports),
                            render);
                }));
    }

    /** Tells what has become of it. */
    public Reply poll(DeviceExchange exchange, KnownDevice device, long pollId, Function<DlcReceipt, String> render) {
        return answers.answerOnce(
                exchange,
                () -> receiver.write(() -> {
                    if (!touch(device)) {
                        return new Reply.Refused(
                                Reply.Refusal.NOT_REGISTERED, FailureReason.notRegistered(device.piid()));
                    }
                    Optional<DlcReceipt> receipt = receiver.poll(device.account(), pollId);
                    return receipt.isEmpty()
                            ? new Reply.Refused(
                                    Reply.Refusal.UNKNOWN_CONVERSION,
                                    FailureReason.fieldError("poll_id", "The conversion is not known."))
                            : answered(exchange, receipt.get(), render);
                }));
    }

    private Reply answered(DeviceExchange exchange, DlcReceipt receipt, Function<DlcReceipt, String> render) {
        String answer = render.apply(receipt);
        answers.store(exchange, answer);
        return new Reply.Answered(answer);
    }

    /** A contact is a contact; false if it was removed since its message was read. */
    private boolean touch(KnownDevice device) {
        return sql.update(PRODUCT_INSTANCE)
                        .set(PRODUCT_INSTANCE.LAST_CONTACT_AT, clock.instant())
                        .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device.id()))
                        .execute()
                == 1;
    }
}
