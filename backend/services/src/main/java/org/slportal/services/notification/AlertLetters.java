package org.slportal.services.notification;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.NOTIFICATION_KIND;
import static org.slportal.db.jooq.Tables.NOTIFICATION_SETTING;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slportal.db.jooq.tables.records.NotificationSettingRecord;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertRows;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.slportal.services.mail.MailQueue;
import org.slportal.services.mail.MailSender;
import org.springframework.stereotype.Component;

/**
 * Letters about alerts. News are gathered for a minute of real time, so that a storm of them makes one letter for each person and
 * account. Several nodes may work at it: each letter belongs to a locked row.
 */
@Component
public class AlertLetters {

    static final Duration GATHERED = Duration.ofMinutes(1);
    private static final int MAX_PIECES = 20;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final RealTime realTime;
    private final AlertNews news;
    private final AlertRows rows;
    private final NotificationReaders readers;
    private final MailQueue queue;
    private final MailSender sender;

    AlertLetters(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            RealTime realTime,
            AlertNews news,
            AlertRows rows,
            NotificationReaders readers,
            MailQueue queue,
            MailSender sender) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.realTime = realTime;
        this.news = news;
        this.rows = rows;
        this.readers = readers;
        this.queue = queue;
        this.sender = sender;
    }

    /** Queues what is due; at most so many letters. @return how many people's news were dealt with */
    public int queueDue(LetterWriter writer, int limit) {
        if (!sender.isOn()) {
            return 0;
        }
        int pieces = 0;
        while (pieces < MAX_PIECES && news.number() > 0) {
            pieces++;
        }
        int done = 0;
        while (done < limit && transactions.write(() -> queueOne(writer))) {
            done++;
        }
        return done;
    }

    private boolean queueOne(LetterWriter writer) {
        NotificationSettingRecord setting = sql.selectFrom(NOTIFICATION_SETTING)
                .where(NOTIFICATION_SETTING.NEWS_SINCE.le(realTime.instant().minus(GATHERED)))
                .orderBy(NOTIFICATION_SETTING.NEWS_SINCE)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOne();
        if (setting == null) {
            return false;
        }
        // Read with the row locked: what is numbered later makes it wait again.
        long upTo = news.last();
        readers.find(setting.getAppUserId(), setting.getSmartAccountId())
                .ifPresent(entitled -> write(setting, entitled, upTo, writer));
        sql.update(NOTIFICATION_SETTING)
                .set(NOTIFICATION_SETTING.TOLD_NUMBER, upTo)
                .setNull(NOTIFICATION_SETTING.NEWS_SINCE)
                .where(NOTIFICATION_SETTING
                        .APP_USER_ID
                        .eq(setting.getAppUserId())
                        .and(NOTIFICATION_SETTING.SMART_ACCOUNT_ID.eq(setting.getSmartAccountId())))
                .execute();
        return true;
    }

    /** What has ended or was sent to sleep within the minute is no news any more. */
    private void write(
            NotificationSettingRecord setting, NotificationReaders.Entitled entitled, long upTo, LetterWriter writer) {
        Instant now = clock.instant();
        List<String> kinds = sql.select(NOTIFICATION_KIND.CODE)
                .from(NOTIFICATION_KIND)
                .where(NOTIFICATION_KIND
                        .APP_USER_ID
                        .eq(setting.getAppUserId())
                        .and(NOTIFICATION_KIND.SMART_ACCOUNT_ID.eq(setting.getSmartAccountId())))
                .fetch(NOTIFICATION_KIND.CODE);
        Condition told = ALERT.SMART_ACCOUNT_ID
                .eq(setting.getSmartAccountId())
                .and(ALERT.NEWS_NUMBER.gt(setting.getToldNumber()))
                .and(ALERT.NEWS_NUMBER.le(upTo))
                .and(ALERT.CLEARED_AT.isNull())
                .and(ALERT.AWAKE_AT.le(now))
                .and(ALERT.CODE.in(kinds));
        List<VirtualAccountId> limited = entitled.actor().poolsWith(Permission.VIEW, setting.getSmartAccountId());
        if (limited != null) {
            told = told.and(ALERT.VIRTUAL_ACCOUNT_ID.in(limited));
        }
        List<AlertListItem> alerts =
                rows.read(told, List.of(ALERT.SEVERITY_RANK, ALERT.DUE_AT, ALERT.ALERT_ID), 0, AlertLetter.NAMED);
        if (!alerts.isEmpty()) {
            int total = sql.fetchCount(sql.selectOne().from(ALERT).where(told).limit(AlertLetter.LIMIT_COUNTED + 1));
            queue.add(List.of(writer.alerts(new AlertLetter(entitled.reader(), entitled.account(), alerts, total))));
        }
    }
}
