package org.slportal.services.mail;

import static org.slportal.db.jooq.Tables.OUTGOING_MAIL;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.id.OutgoingMailId;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * Sends what is queued, on whichever node comes first: a letter is leased before it is sent, so no two nodes send it. A node that dies
 * after the server took the letter and before that was written down lets it be sent once more; the other way round it would be lost.
 * Pauses are real time, whatever the lab clock says.
 */
@Component
public class MailSender {

    /** Longer than a node needs for a batch, which it gives up when half of it has passed. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** Pauses after the first, second … attempt; after the last of them the letter is given up. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(20),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private static final int BATCH = 20;
    private static final int PURGED_AT_ONCE = 500;
    private static final int MAX_PROBLEM = 500;
    private static final Duration KEPT = Duration.ofDays(30);
    /** Nobody wants to read older news, and where no server is set letters must not gather for ever. */
    private static final Duration UNSENT_KEPT = Duration.ofDays(7);

    private static final String WAITING = "WAITING";
    private static final String GIVEN_UP = "GIVEN_UP";
    private static final Logger log = LoggerFactory.getLogger(MailSender.class);

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime realTime;
    private final SmtpServer server;

    MailSender(DSLContext sql, Transactions transactions, RealTime realTime, SmtpServer server) {
        this.sql = sql;
        this.transactions = transactions;
        this.realTime = realTime;
        this.server = server;
    }

    /** Whether a mail server is set. */
    public boolean isOn() {
        return server.isOn();
    }

    /** @return how many letters were tried */
    public int sendDue() {
        if (!server.isOn()) {
            return 0;
        }
        List<Leased> leased = transactions.write(this::lease);
        if (leased.isEmpty()) {
            return 0;
        }
        Instant started = realTime.instant();
        try (Transport transport = server.connect()) {
            for (Leased letter : leased) {
                if (realTime.instant().isAfter(started.plus(LEASE.dividedBy(2)))) {
                    log.warn("The mail server is slow; the rest of the letters wait for the next run");
                    break;
                }
                send(transport, letter);
            }
        } catch (MessagingException | IOException e) {
            log.warn("The mail server cannot be reached: {}", problem(e));
            leased.forEach(letter -> postpone(letter, problem(e)));
        }
        return leased.size();
    }

    private record Leased(OutgoingMailId id, int attempt, Mail mail) {}

    private List<Leased> lease() {
        Instant now = realTime.instant();
        List<Leased> due = sql.selectFrom(OUTGOING_MAIL)
                .where(OUTGOING_MAIL.STATE.eq(WAITING).and(OUTGOING_MAIL.NEXT_ATTEMPT_AT.le(now)))
                .orderBy(OUTGOING_MAIL.NEXT_ATTEMPT_AT)
                .limit(BATCH)
                .forUpdate()
                .skipLocked()
                .fetch(row -> new Leased(row.getOutgoingMailId(), row.getAttempts() + 1, mail(row)));
        sql.update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.ATTEMPTS, OUTGOING_MAIL.ATTEMPTS.plus(1))
                .set(OUTGOING_MAIL.NEXT_ATTEMPT_AT, now.plus(LEASE))
                .where(OUTGOING_MAIL.OUTGOING_MAIL_ID.in(
                        due.stream().map(Leased::id).toList()))
                .execute();
        return due;
    }

    private static Mail mail(Record row) {
        byte @Nullable [] content = row.get(OUTGOING_MAIL.ATTACHMENT);
        return new Mail(
                row.get(OUTGOING_MAIL.RECIPIENT),
                row.get(OUTGOING_MAIL.SUBJECT),
                row.get(OUTGOING_MAIL.BODY),
                content == null
                        ? null
                        : new Mail.Attachment(
                                row.get(OUTGOING_MAIL.ATTACHMENT_NAME),
                                row.get(OUTGOING_MAIL.ATTACHMENT_TYPE),
                                content));
    }

    private void send(Transport transport, Leased letter) throws MessagingException {
        try {
            server.send(transport, letter.mail(), realTime.instant());
            finish(letter, "SENT", null);
        } catch (SendFailedException | AddressException refused) {
            if (isPermanent(refused)) {
                log.warn("Letter {} was refused for good: {}", letter.id(), problem(refused));
                finish(letter, GIVEN_UP, problem(refused));
            } else {
                postpone(letter, problem(refused));
            }
        }
    }

    /** The recipient's address is no address, or the server says that nobody has it. */
    private static boolean isPermanent(MessagingException refused) {
        return refused instanceof AddressException
                || refused instanceof SendFailedException failed
                        && failed.getInvalidAddresses() != null
                        && failed.getInvalidAddresses().length > 0;
    }

    private void postpone(Leased letter, String problem) {
        if (letter.attempt() > PAUSES.size()) {
            log.warn("Letter {} is given up after {} attempts", letter.id(), letter.attempt());
            finish(letter, GIVEN_UP, problem);
            return;
        }
        transactions.run(() -> sql.update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.NEXT_ATTEMPT_AT, realTime.instant().plus(PAUSES.get(letter.attempt() - 1)))
                .set(OUTGOING_MAIL.LAST_PROBLEM, problem)
                .where(stillOurs(letter))
                .execute());
    }

    private void finish(Leased letter, String state, @Nullable String problem) {
        transactions.run(() -> sql.update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.STATE, state)
                .set(OUTGOING_MAIL.FINISHED_AT, realTime.instant())
                .set(OUTGOING_MAIL.LAST_PROBLEM, problem)
                .where(stillOurs(letter))
                .execute());
    }

    /** Not if the lease ran out and another node has it. */
    private static org.jooq.Condition stillOurs(Leased letter) {
        return OUTGOING_MAIL
                .OUTGOING_MAIL_ID
                .eq(letter.id())
                .and(OUTGOING_MAIL.STATE.eq(WAITING))
                .and(OUTGOING_MAIL.ATTEMPTS.eq(letter.attempt()));
    }

    /** Forgets what was sent long ago, gives up what is too old. @return how many rows */
    public int purge() {
        Instant now = realTime.instant();
        return transactions.write(() -> sql.update(OUTGOING_MAIL)
                        .set(OUTGOING_MAIL.STATE, GIVEN_UP)
                        .set(OUTGOING_MAIL.FINISHED_AT, now)
                        .where(OUTGOING_MAIL
                                .STATE
                                .eq(WAITING)
                                .and(OUTGOING_MAIL.NEXT_ATTEMPT_AT.lt(now.minus(UNSENT_KEPT))))
                        .limit(PURGED_AT_ONCE)
                        .execute()
                + sql.deleteFrom(OUTGOING_MAIL)
                        .where(OUTGOING_MAIL.STATE.ne(WAITING).and(OUTGOING_MAIL.FINISHED_AT.lt(now.minus(KEPT))))
                        .limit(PURGED_AT_ONCE)
                        .execute());
    }

    /** What the server said, without anything of the letter. */
    private static String problem(Exception e) {
        String text = e.getClass().getSimpleName() + ": " + e.getMessage();
        text = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() <= MAX_PROBLEM ? text : text.substring(0, MAX_PROBLEM);
    }
}
