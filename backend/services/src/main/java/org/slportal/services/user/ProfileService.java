package org.slportal.services.user;

import static org.slportal.db.jooq.Tables.APP_USER;

import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.session.LiveSessions;
import org.springframework.stereotype.Service;

/** One's own preferences and password. */
@Service
public class ProfileService {

    private static final Set<String> LOCALES = Set.of("en", "ko");

    private final DSLContext sql;
    private final Transactions transactions;
    private final Passwords passwords;
    private final PasswordConfirmation confirmation;
    private final LiveSessions sessions;
    private final EventRecorder events;

    public ProfileService(
            DSLContext sql,
            Transactions transactions,
            Passwords passwords,
            PasswordConfirmation confirmation,
            LiveSessions sessions,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.passwords = passwords;
        this.confirmation = confirmation;
        this.sessions = sessions;
        this.events = events;
    }

    public Profile profile(Actor actor) {
        UserId user = self(actor);
        var row = sql.select(
                        APP_USER.USER_NAME,
                        APP_USER.DISPLAY_NAME,
                        APP_USER.LOCALE,
                        APP_USER.THEME,
                        APP_USER.MUST_CHANGE_PASSWORD)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        return new Profile(user, row.value1(), row.value2(), row.value3(), Theme.valueOf(row.value4()), row.value5());
    }

    public void choose(Actor actor, String locale, Theme theme) {
        UserId user = self(actor);
        if (!LOCALES.contains(locale)) {
            throw PortalException.rejected("locale", ErrorReason.LOCALE_UNKNOWN);
        }
        transactions.run(() -> sql.update(APP_USER)
                .set(APP_USER.LOCALE, locale)
                .set(APP_USER.THEME, theme.name())
                .where(APP_USER.APP_USER_ID.eq(user))
                .execute());
    }

    /** The Smart Account the person worked in last; empty if there is none, or they lost their access to it. */
    public Optional<SmartAccountId> lastAccount(Actor actor) {
        return sql.select(APP_USER.LAST_SMART_ACCOUNT_ID)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(self(actor)))
                .fetchOptional(APP_USER.LAST_SMART_ACCOUNT_ID)
                .filter(actor::knows);
    }

    public void rememberAccount(Actor actor, SmartAccountId account) {
        UserId user = self(actor);
        if (!actor.knows(account)) {
            throw PortalException.notFound();
        }
        transactions.run(() -> sql.update(APP_USER)
                .set(APP_USER.LAST_SMART_ACCOUNT_ID, account)
                .where(APP_USER.APP_USER_ID.eq(user))
                .execute());
    }

    /** Ends the person's other sessions. @param keep the session this is asked from, null if there is none */
    public void changePassword(Actor actor, String current, String fresh, @Nullable SignInSessionId keep) {
        UserId user = confirmation.require(actor, "current", current);
        String userName = sql.select(APP_USER.USER_NAME)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchSingle(APP_USER.USER_NAME);
        passwords.check("password", userName, fresh);
        String hash = passwords.hash(fresh);
        transactions.run(() -> {
            sql.update(APP_USER)
                    .set(APP_USER.PASSWORD_HASH, hash)
                    .set(APP_USER.MUST_CHANGE_PASSWORD, false)
                    .where(APP_USER.APP_USER_ID.eq(user))
                    .execute();
            sessions.endAll(user, keep);
            events.recordAll(
                    actor,
                    actor.grants().stream()
                            .map(Actor.Grant::smartAccount)
                            .distinct()
                            .map(account -> NewEvent.done(EventCode.PASSWORD_CHANGED, account, null, "user", userName))
                            .toList());
        });
    }

    private static UserId self(Actor actor) {
        UserId user = actor.userId();
        if (user == null) {
            throw PortalException.notAllowed();
        }
        return user;
    }
}
