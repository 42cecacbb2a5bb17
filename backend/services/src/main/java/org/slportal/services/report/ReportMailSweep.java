package org.slportal.services.report;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.REPORT_DEFINITION;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ReportId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.access.Reach;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.mail.Mail;
import org.slportal.services.mail.MailQueue;
import org.slportal.services.sweep.AccountSweep;
import org.slportal.services.sweep.SweepTime;
import org.springframework.stereotype.Component;

/**
 * Queues the reports that are due, each in one transaction with its next date: it goes out once, whatever happens in between. Rows are
 * those the owner may see at that moment; an owner who may see none any more, or has no address, gets nothing.
 */
@Component
class ReportMailSweep implements AccountSweep {

    /** Larger files are fetched from the portal. */
    static final int MAX_ATTACHMENT = 5 * 1024 * 1024;
    /** Reports of one account in one run; the next run goes on. */
    static final int BATCH = 20;

    private static final Actor PORTAL = Actor.system("portal");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final Logger log = LoggerFactory.getLogger(ReportMailSweep.class);

    private final DSLContext sql;
    private final Transactions transactions;
    private final ActorService actors;
    private final ReportDefinitions definitions;
    private final ReportService reports;
    private final MailQueue mails;
    private final EventRecorder events;

    private record FileOf(byte @Nullable [] content, long rows) {}

    ReportMailSweep(
            DSLContext sql,
            Transactions transactions,
            ActorService actors,
            ReportDefinitions definitions,
            ReportService reports,
            MailQueue mails,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.actors = actors;
        this.definitions = definitions;
        this.reports = reports;
        this.mails = mails;
        this.events = events;
    }

    @Override
    public int sweep(SmartAccountId account, SweepTime time) {
        List<ReportId> due = sql.select(REPORT_DEFINITION.REPORT_DEFINITION_ID)
                .from(REPORT_DEFINITION)
                .where(REPORT_DEFINITION.SMART_ACCOUNT_ID.eq(account).and(REPORT_DEFINITION.NEXT_RUN_AT.le(time.now())))
                .orderBy(REPORT_DEFINITION.NEXT_RUN_AT, REPORT_DEFINITION.REPORT_DEFINITION_ID)
                .limit(BATCH)
                .fetch(REPORT_DEFINITION.REPORT_DEFINITION_ID);
        int sent = 0;
        for (ReportId report : due) {
            try {
                sent += transactions.write(() -> send(account, report, time.now()));
            } catch (RuntimeException e) {
                // One that cannot be made must not keep the others waiting for ever.
                log.error("Report {} could not be made; it is tried again at its next date", report, e);
                transactions.run(() -> postpone(report, time.now()));
            }
        }
        return sent;
    }

    private int send(SmartAccountId account, ReportId id, Instant now) {
        Record row = due(id, now);
        if (row == null) {
            return 0;
        }
        ReportSchedule schedule = move(id, row, now);
        var owner = sql.select(APP_USER.EMAIL, APP_USER.LOCALE, APP_USER.DISABLED)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(row.get(REPORT_DEFINITION.APP_USER_ID)))
                .fetchSingle();
        if (owner.value1().isBlank() || owner.value3()) {
            return 0;
        }
        Actor reader = actors.userActor(row.get(REPORT_DEFINITION.APP_USER_ID), null);
        if (!reader.mayAnywhere(Permission.VIEW, account)) {
            return 0;
        }
        FileOf file = file(definitions.request(id, row), Reach.of(reader, account), schedule.format());
        String name = row.get(REPORT_DEFINITION.NAME);
        mails.add(List.of(letter(name, account, owner.value1(), owner.value2(), schedule.format(), file, now)));
        sql.update(REPORT_DEFINITION)
                .set(REPORT_DEFINITION.LAST_SENT_AT, now)
                .where(REPORT_DEFINITION.REPORT_DEFINITION_ID.eq(id))
                .execute();
        events.record(
                PORTAL, NewEvent.done(EventCode.REPORT_MAILED, account, null, "report", name, "user", reader.name()));
        return 1;
    }

    /** Locked, unless another node has sent it meanwhile. */
    private @Nullable Record due(ReportId id, Instant now) {
        return sql.select()
                .from(REPORT_DEFINITION)
                .where(REPORT_DEFINITION.REPORT_DEFINITION_ID.eq(id).and(REPORT_DEFINITION.NEXT_RUN_AT.le(now)))
                .forUpdate()
                .fetchOne();
    }

    private void postpone(ReportId id, Instant now) {
        Record row = due(id, now);
        if (row != null) {
            move(id, row, now);
        }
    }

    /** To its next date after now: of the dates a jump of the clock left out, one is made up for. */
    private ReportSchedule move(ReportId id, Record row, Instant now) {
        ReportSchedule schedule = Objects.requireNonNull(ReportDefinitions.schedule(row));
        sql.update(REPORT_DEFINITION)
                .set(REPORT_DEFINITION.NEXT_RUN_AT, schedule.frequency().after(now, schedule.hour()))
                .where(REPORT_DEFINITION.REPORT_DEFINITION_ID.eq(id))
                .execute();
        return schedule;
    }

    private FileOf file(ReportRequest asked, Reach reach, FileFormat format) {
        LimitedBytes bytes = new LimitedBytes(MAX_ATTACHMENT);
        try {
            long rows = reports.write(asked, reach, format, bytes);
            return new FileOf(bytes.toByteArray(), rows);
        } catch (LimitedBytes.TooLarge tooLarge) {
            return new FileOf(null, 0);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private Mail letter(
            String name,
            SmartAccountId account,
            String address,
            String language,
            FileFormat format,
            FileOf file,
            Instant now) {
        String accountName = sql.select(SMART_ACCOUNT.NAME)
                .from(SMART_ACCOUNT)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .fetchSingle(SMART_ACCOUNT.NAME);
        String day = DAY.format(now);
        String subject = ReportLetter.text("subject", language, name, day);
        byte @Nullable [] content = file.content();
        if (content == null) {
            return Mail.text(
                    address,
                    subject,
                    ReportLetter.text("too-large", language, name, accountName, MAX_ATTACHMENT / (1024 * 1024)));
        }
        return new Mail(
                address,
                subject,
                ReportLetter.text("body", language, name, accountName, file.rows(), day),
                new Mail.Attachment(fileName(name, day, format), format.type(), content));
    }

    /** Letters of any script stay; what file systems and headers trip over goes. */
    static String fileName(String name, String day, FileFormat format) {
        String plain = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.length() > 60 ? plain.substring(0, 60) : plain;
        return (cut.isEmpty() ? "report" : cut) + "-" + day + format.suffix();
    }
}
