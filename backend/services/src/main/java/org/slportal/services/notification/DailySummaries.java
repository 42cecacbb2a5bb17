package org.slportal.services.notification;

import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.NOTIFICATION_SETTING;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.db.jooq.tables.records.NotificationSettingRecord;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.ActorKind;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.Outcome;
import org.slportal.services.mail.MailProperties;
import org.slportal.services.mail.MailQueue;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Daily Event Summary: all events of the day before, from an hour of the day on, by the portal's clock. A day nothing happened on
 * makes no letter; of days that were passed over, such as by a moved lab clock, only the last one does.
 */
@Component
public class DailySummaries {

    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final NotificationReaders readers;
    private final MailQueue queue;
    private final MailProperties mail;
    private final JsonMapper json = JsonMapper.builder().build();

    DailySummaries(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            NotificationReaders readers,
            MailQueue queue,
            MailProperties mail) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.readers = readers;
        this.queue = queue;
        this.mail = mail;
    }

    /** The last day whose summary is due. */
    LocalDate dueDay() {
        return clock.instant()
                .minus(Duration.ofHours(mail.summaryHour()))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(1);
    }

    /** Queues what is due; at most so many letters. @return how many people were dealt with */
    public int queueDue(LetterWriter writer, int limit) {
        if (!mail.isOn()) {
            return 0;
        }
        LocalDate day = dueDay();
        int done = 0;
        while (done < limit && transactions.write(() -> queueOne(writer, day))) {
            done++;
        }
        return done;
    }

    private boolean queueOne(LetterWriter writer, LocalDate day) {
        NotificationSettingRecord setting = sql.selectFrom(NOTIFICATION_SETTING)
                .where(NOTIFICATION_SETTING.DAILY_SUMMARY.isTrue().and(NOTIFICATION_SETTING.SUMMARIZED_ON.lt(day)))
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOne();
        if (setting == null) {
            return false;
        }
        readers.find(setting.getAppUserId(), setting.getSmartAccountId())
                .ifPresent(entitled -> write(setting, entitled, day, writer));
        sql.update(NOTIFICATION_SETTING)
                .set(NOTIFICATION_SETTING.SUMMARIZED_ON, day)
                .where(NOTIFICATION_SETTING
                        .APP_USER_ID
                        .eq(setting.getAppUserId())
                        .and(NOTIFICATION_SETTING.SMART_ACCOUNT_ID.eq(setting.getSmartAccountId())))
                .execute();
        return true;
    }

    private void write(
            NotificationSettingRecord setting,
            NotificationReaders.Entitled entitled,
            LocalDate day,
            LetterWriter writer) {
        Condition ofThatDay = EVENT.SMART_ACCOUNT_ID
                .eq(setting.getSmartAccountId())
                .and(EVENT.OCCURRED_AT.ge(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .and(EVENT.OCCURRED_AT.lt(
                        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
        List<VirtualAccountId> limited = entitled.actor().poolsWith(Permission.VIEW, setting.getSmartAccountId());
        Condition visible = limited == null ? ofThatDay : ofThatDay.and(EVENT.VIRTUAL_ACCOUNT_ID.in(limited));
        var some = sql.select(EVENT.CODE)
                .from(EVENT)
                .where(visible)
                .limit(SummaryLetter.COUNTED)
                .asTable("some");
        List<SummaryLetter.KindCount> counts = sql
                .select(some.field(EVENT.CODE), DSL.count())
                .from(some)
                .groupBy(some.field(EVENT.CODE))
                .fetch(row -> new SummaryLetter.KindCount(EventCode.valueOf(row.value1()), row.value2()))
                .stream()
                .sorted(Comparator.comparing(SummaryLetter.KindCount::events)
                        .reversed()
                        .thenComparing(SummaryLetter.KindCount::code))
                .toList();
        if (counts.isEmpty()) {
            return;
        }
        SummaryLetter letter = new SummaryLetter(
                entitled.reader(),
                entitled.account(),
                day,
                counts,
                counts.stream().mapToInt(SummaryLetter.KindCount::events).sum() < SummaryLetter.COUNTED,
                first(visible));
        queue.add(List.of(writer.summary(letter)));
    }

    private List<EventListItem> first(Condition visible) {
        return sql.select(
                        EVENT.EVENT_ID,
                        EVENT.CODE,
                        EVENT.PARAMETERS,
                        EVENT.OUTCOME,
                        EVENT.ACTOR_KIND,
                        EVENT.ACTOR_NAME,
                        VIRTUAL_ACCOUNT.NAME,
                        EVENT.OCCURRED_AT)
                .from(EVENT)
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(EVENT.VIRTUAL_ACCOUNT_ID))
                .where(visible)
                .orderBy(EVENT.OCCURRED_AT, EVENT.EVENT_ID)
                .limit(SummaryLetter.NAMED)
                .fetch(row -> new EventListItem(
                        row.value1(),
                        EventCode.valueOf(row.value2()),
                        json.readValue(row.value3(), PARAMETERS),
                        Outcome.valueOf(row.value4()),
                        ActorKind.valueOf(row.value5()),
                        row.value6(),
                        row.value7(),
                        row.value8()));
    }
}
