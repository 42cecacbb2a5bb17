package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.DEVICE_MESSAGE;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.slportal.services.db.Transactions;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Remembers the answer to each message, so that a device that lost one gets it again and nothing happens twice. Rows are only added
 * and, when older than any acceptable time stamp, deleted: no shared row is written.
 */
@Component
public class AnsweredMessages {

    private static final int PURGE_BATCH = 5_000;
    private static final String PRIMARY_KEY = "PRIMARY";

    private final DSLContext sql;
    private final InstantSource clock;
    private final ClockTolerance tolerance;

    public AnsweredMessages(DSLContext sql, InstantSource clock, ClockTolerance tolerance) {
        this.sql = sql;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /** The answer given before to this message; a refusal if the nonce was used for another one. */
    public Optional<Reply> find(DeviceExchange exchange) {
        return sql.select(DEVICE_MESSAGE.REQUEST_HASH, DEVICE_MESSAGE.ANSWER)
                .from(DEVICE_MESSAGE)
                .where(DEVICE_MESSAGE
                        .UDI_PID
                        .eq(exchange.udi().pid())
                        .and(DEVICE_MESSAGE.UDI_SERIAL_NUMBER.eq(exchange.udi().serialNumber()))
                        .and(DEVICE_MESSAGE.NONCE.eq(exchange.nonce())))
                .fetchOptional(row -> MessageDigest.isEqual(row.value1(), exchange.requestHash())
                        ? new Reply.Answered(row.value2())
                        : new Reply.Refused(
                                Reply.Refusal.NONCE_REUSED,
                                org.slportal.domain.failure.FailureReason.fieldError(
                                        "nonce", "The nonce was used before.")));
    }

    /** In the transaction of the act the answer tells of. */
    void store(DeviceExchange exchange, String answer) {
        Transactions.requireTransaction();
        sql.insertInto(DEVICE_MESSAGE)
                .set(DEVICE_MESSAGE.UDI_PID, exchange.udi().pid())
                .set(DEVICE_MESSAGE.UDI_SERIAL_NUMBER, exchange.udi().serialNumber())
                .set(DEVICE_MESSAGE.NONCE, exchange.nonce())
                .set(DEVICE_MESSAGE.REQUEST_HASH, exchange.requestHash())
                .set(DEVICE_MESSAGE.ANSWER, answer)
                .set(DEVICE_MESSAGE.ANSWERED_AT, clock.instant())
                .execute();
    }

    /**
     * Runs an act that stores its answer. If the same message is being answered on another thread, the act's transaction fails and
     * the other's answer is given.
     */
    Reply answerOnce(DeviceExchange exchange, Supplier<Reply> act) {
        try {
            return act.get();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (isRepetition(e)) {
                return find(exchange).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    /** Whether a transaction failed because the same message was being answered on another thread. */
    static boolean isRepetition(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof java.sql.SQLException
                    && message != null
                    && message.contains("Duplicate entry")
                    && message.contains(PRIMARY_KEY)) {
                return true;
            }
        }
        return false;
    }

    /** Deletes what can no longer be repeated. @return how many rows, at most one batch */
    public int purge() {
        return sql.deleteFrom(DEVICE_MESSAGE)
                .where(DEVICE_MESSAGE.ANSWERED_AT.lt(clock.instant().minus(tolerance.kept())))
                .orderBy(DEVICE_MESSAGE.ANSWERED_AT)
                .limit(PURGE_BATCH)
                .execute();
    }
}
