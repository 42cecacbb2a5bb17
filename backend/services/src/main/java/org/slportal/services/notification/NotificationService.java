package org.slportal.services.notification;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.NOTIFICATION_KIND;
import static org.slportal.db.jooq.Tables.NOTIFICATION_SETTING;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.slportal.db.jooq.tables.records.NotificationSettingRecord;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.mail.MailProperties;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** What one wants to be told by e-mail, and where. */
@Service
public class NotificationService {

    private static final int MAX_EMAIL = 200;
    /** What mail servers on the internet accept; quoted and commented forms of RFC 5322 nobody has. */
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&*+/=?^_{|}~'-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                    + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private final DSLContext sql;
    private final Transactions transactions;
    private final EventRecorder events;
    private final AlertNews news;
    private final DailySummaries summaries;
    private final MailProperties mail;

    NotificationService(
            DSLContext sql,
            Transactions transactions,
            EventRecorder events,
            AlertNews news,
            DailySummaries summaries,
            MailProperties mail) {
        this.sql = sql;
        this.transactions = transactions;
        this.events = events;
        this.news = news;
        this.summaries = summaries;
        this.mail = mail;
    }

    public NotificationSettings get(Actor actor, SmartAccountId account) {
        UserId user = self(actor);
        actor.requireAnywhere(Permission.VIEW, account);
        return transactions.read(() -> {
            String email = email(user);
            NotificationSettingRecord row = sql.selectFrom(NOTIFICATION_SETTING)
                    .where(NOTIFICATION_SETTING.APP_USER_ID.eq(user))
                    .and(NOTIFICATION_SETTING.SMART_ACCOUNT_ID.eq(account))
                    .fetchOne();
            return row == null
                    ? new NotificationSettings(NotificationChoice.NOTHING, email, mail.isOn(), 0)
                    : new NotificationSettings(
                            new NotificationChoice(row.getDailySummary(), kinds(user, account)),
                            email,
                            mail.isOn(),
                            row.getVersion());
        });
    }

    /**
     * From now on: what was raised before is no news, and the first summary is of today.
     *
     * @param version as read with the values that were edited
     */
    public void change(Actor actor, SmartAccountId account, NotificationChoice choice, int version) {
        UserId user = self(actor);
        actor.requireAnywhere(Permission.VIEW, account);
        transactions.run(() -> {
            if (choice.wantsAny() && email(user).isEmpty()) {
                throw PortalException.rejected("email", ErrorReason.EMAIL_MISSING);
            }
            store(user, account, choice, version);
            sql.deleteFrom(NOTIFICATION_KIND)
                    .where(NOTIFICATION_KIND.APP_USER_ID.eq(user))
                    .and(NOTIFICATION_KIND.SMART_ACCOUNT_ID.eq(account))
                    .execute();
            if (choice.alerts().isEmpty()) {
                return;
            }
            var insert = sql.insertInto(
                    NOTIFICATION_KIND,
                    NOTIFICATION_KIND.APP_USER_ID,
                    NOTIFICATION_KIND.SMART_ACCOUNT_ID,
                    NOTIFICATION_KIND.CODE);
            for (AlertCode code : choice.alerts()) {
                insert = insert.values(user, account, code.name());
            }
            insert.execute();
        });
    }

    private void store(UserId user, SmartAccountId account, NotificationChoice choice, int version) {
        if (version == 0) {
            try {
                sql.insertInto(NOTIFICATION_SETTING)
                        .set(NOTIFICATION_SETTING.APP_USER_ID, user)
                        .set(NOTIFICATION_SETTING.SMART_ACCOUNT_ID, account)
                        .set(NOTIFICATION_SETTING.DAILY_SUMMARY, choice.dailySummary())
                        .set(NOTIFICATION_SETTING.SUMMARIZED_ON, summaries.dueDay())
                        .set(NOTIFICATION_SETTING.TOLD_NUMBER, news.last())
                        .execute();
                return;
            } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
                if (Constraint.violated(e, "PRIMARY")) {
                    throw PortalException.stale().causedBy(e);
                }
                throw e;
            }
        }
        // In this order: the server works from left to right, and what was chosen before decides.
        int changed = sql.update(NOTIFICATION_SETTING)
                .set(
                        NOTIFICATION_SETTING.SUMMARIZED_ON,
                        DSL.when(NOTIFICATION_SETTING.DAILY_SUMMARY.isTrue(), NOTIFICATION_SETTING.SUMMARIZED_ON)
                                .otherwise(summaries.dueDay()))
                .set(NOTIFICATION_SETTING.DAILY_SUMMARY, choice.dailySummary())
                .set(
                        NOTIFICATION_SETTING.TOLD_NUMBER,
                        DSL.when(NOTIFICATION_SETTING.NEWS_SINCE.isNull(), news.last())
                                .otherwise(NOTIFICATION_SETTING.TOLD_NUMBER))
                .set(NOTIFICATION_SETTING.VERSION, version + 1)
                .where(NOTIFICATION_SETTING.APP_USER_ID.eq(user))
                .and(NOTIFICATION_SETTING.SMART_ACCOUNT_ID.eq(account))
                .and(NOTIFICATION_SETTING.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw PortalException.stale();
        }
    }

    /** One's own address; empty: none. Letters that wait already still go to the old one. */
    public void changeEmail(Actor actor, String email) {
        UserId user = self(actor);
        String clean = Checks.optional("email", email, MAX_EMAIL);
        if (!clean.isEmpty() && !EMAIL.matcher(clean).matches()) {
            throw PortalException.rejected("email", ErrorReason.EMAIL_SHAPE);
        }
        transactions.run(() -> {
            int changed = sql.update(APP_USER)
                    .set(APP_USER.EMAIL, clean)
                    .where(APP_USER.APP_USER_ID.eq(user).and(APP_USER.EMAIL.ne(clean)))
                    .execute();
            if (changed > 0) {
                events.recordAll(
                        actor,
                        actor.grants().stream()
                                .map(Actor.Grant::smartAccount)
                                .distinct()
                                .map(account ->
                                        NewEvent.done(EventCode.EMAIL_CHANGED, account, null, "user", actor.name()))
                                .toList());
            }
        });
    }

    private Set<AlertCode> kinds(UserId user, SmartAccountId account) {
        return sql
                .select(NOTIFICATION_KIND.CODE)
                .from(NOTIFICATION_KIND)
                .where(NOTIFICATION_KIND.APP_USER_ID.eq(user))
                .and(NOTIFICATION_KIND.SMART_ACCOUNT_ID.eq(account))
                .fetch(NOTIFICATION_KIND.CODE)
                .stream()
                .map(AlertCode::valueOf)
                .collect(Collectors.toSet());
    }

    private String email(UserId user) {
        return sql.select(APP_USER.EMAIL)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchSingle(APP_USER.EMAIL);
    }

    /** A person at the screen: what an API client is for is not to change where its owner's letters go. */
    private static UserId self(Actor actor) {
        UserId user = actor.userId();
        if (user == null || actor.kind() != ActorKind.USER) {
            throw PortalException.notAllowed();
        }
        return user;
    }
}
