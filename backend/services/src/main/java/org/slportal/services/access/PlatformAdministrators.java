package org.slportal.services.access;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.PLATFORM_ADMINISTRATOR;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Service;

/**
 * Who acts for the whole installation. No role of a Smart Account gives this right: its administrator must not bind the others. Whoever
 * sets the portal up has it, and shares it.
 */
@Service
public class PlatformAdministrators {

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final EventRecorder events;

    PlatformAdministrators(DSLContext sql, Transactions transactions, InstantSource clock, EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.events = events;
    }

    /** People alone: a client of the management API has the rights its person has in accounts, not this one. */
    public boolean includes(Actor actor) {
        UserId user = actor.userId();
        return actor.kind() == ActorKind.SYSTEM || (actor.kind() == ActorKind.USER && user != null && includes(user));
    }

    public void require(Actor actor) {
        if (!includes(actor)) {
            throw PortalException.notAllowed();
        }
    }

    /** Refuses who is none to change how one of them signs in: that would be a way to become one. */
    public void requireMayManage(Actor actor, UserId person) {
        if (includes(person)) {
            require(actor);
        }
    }

    /** All of them; there are few. */
    public Set<UserId> all(Actor actor) {
        require(actor);
        return sql.select(PLATFORM_ADMINISTRATOR.APP_USER_ID)
                .from(PLATFORM_ADMINISTRATOR)
                .fetchSet(PLATFORM_ADMINISTRATOR.APP_USER_ID);
    }

    /** The administrator of an installation's first account becomes the first of these. In the transaction that makes the account. */
    public void first(SmartAccountId account) {
        Transactions.requireTransaction();
        if (!sql.fetchExists(PLATFORM_ADMINISTRATOR)) {
            insert(sql.select(ROLE_GRANT.APP_USER_ID)
                    .from(ROLE_GRANT)
                    .where(ROLE_GRANT
                            .SMART_ACCOUNT_ID
                            .eq(account)
                            .and(ROLE_GRANT.ROLE.eq(Role.SMART_ACCOUNT_ADMINISTRATOR)))
                    .orderBy(ROLE_GRANT.ROLE_GRANT_ID)
                    .limit(1)
                    .fetchSingle(ROLE_GRANT.APP_USER_ID));
        }
    }

    /** @param userName of a person the caller has found to belong to the account, for the account's log */
    public void appoint(Actor actor, SmartAccountId account, UserId person, String userName) {
        require(actor);
        transactions.run(() -> {
            if (insert(person)) {
                events.record(
                        actor,
                        NewEvent.done(EventCode.PLATFORM_ADMINISTRATOR_APPOINTED, account, null, "user", userName));
            }
        });
    }

    /** @param userName as in {@link #appoint} */
    public void dismiss(Actor actor, SmartAccountId account, UserId person, String userName) {
        require(actor);
        transactions.run(() -> {
            requireAnother(person);
            int gone = sql.deleteFrom(PLATFORM_ADMINISTRATOR)
                    .where(PLATFORM_ADMINISTRATOR.APP_USER_ID.eq(person))
                    .execute();
            if (gone == 1) {
                events.record(
                        actor,
                        NewEvent.done(EventCode.PLATFORM_ADMINISTRATOR_DISMISSED, account, null, "user", userName));
            }
        });
    }

    /** Refuses to lose the last of them who can sign in. In the caller's transaction. */
    public void requireAnother(UserId person) {
        Transactions.requireTransaction();
        // Locked, so that two cannot dismiss each other at the same moment.
        boolean alone = sql.select(PLATFORM_ADMINISTRATOR.APP_USER_ID)
                .from(PLATFORM_ADMINISTRATOR)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(PLATFORM_ADMINISTRATOR.APP_USER_ID))
                .where(APP_USER.DISABLED.isFalse())
                .orderBy(PLATFORM_ADMINISTRATOR.APP_USER_ID)
                .forUpdate()
                .fetch(PLATFORM_ADMINISTRATOR.APP_USER_ID)
                .equals(List.of(person));
        if (alone) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.PLATFORM_NEEDS_ADMINISTRATOR);
        }
    }

    private boolean includes(UserId user) {
        return sql.fetchExists(PLATFORM_ADMINISTRATOR, PLATFORM_ADMINISTRATOR.APP_USER_ID.eq(user));
    }

    private boolean insert(UserId person) {
        return sql.insertInto(PLATFORM_ADMINISTRATOR)
                        .set(PLATFORM_ADMINISTRATOR.APP_USER_ID, person)
                        .set(PLATFORM_ADMINISTRATOR.SINCE, clock.instant())
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }
}
