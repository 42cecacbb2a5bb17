package org.slportal.services.user;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.InstantSource;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Component;

/**
 * The roles people hold, as rows, and who may give or take them: nobody one that allows more than their own, and an account always
 * keeps an administrator who can sign in.
 */
@Component
public class RoleGrants {

    private final DSLContext sql;
    private final InstantSource clock;
    private final AccountService accounts;
    private final EventRecorder events;

    RoleGrants(DSLContext sql, InstantSource clock, AccountService accounts, EventRecorder events) {
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
        this.events = events;
    }

    /** The caller has checked that the actor may give the role there. */
    void replace(
            Actor actor, SmartAccountId account, UserId user, String userName, Role role, List<GrantScope> scopes) {
        Transactions.requireTransaction();
        for (GrantScope scope : scopes) {
            VirtualAccountId pool = scope.virtualAccount();
            var old = sql.select(ROLE_GRANT.ROLE_GRANT_ID, ROLE_GRANT.ROLE, ROLE_GRANT.INCLUDES_CHILDREN)
                    .from(ROLE_GRANT)
                    .where(ROLE_GRANT
                            .APP_USER_ID
                            .eq(user)
                            .and(ROLE_GRANT.SMART_ACCOUNT_ID.eq(account))
                            .and(
                                    pool == null
                                            ? ROLE_GRANT.VIRTUAL_ACCOUNT_ID.isNull()
                                            : ROLE_GRANT.VIRTUAL_ACCOUNT_ID.eq(pool)))
                    .fetchOne();
            if (old != null) {
                // What is replaced is taken away too: whoever could not give it cannot take it.
                requireMayGive(actor, account, old.value2(), new GrantScope(pool, old.value3()));
                sql.deleteFrom(ROLE_GRANT)
                        .where(ROLE_GRANT.ROLE_GRANT_ID.eq(old.value1()))
                        .execute();
            }
            insert(actor, account, user, userName, role, scope);
        }
    }

    /** Nothing is held there yet, and the caller has checked that the actor may give the role. */
    public void insert(Actor actor, SmartAccountId account, UserId user, String userName, Role role, GrantScope scope) {
        Transactions.requireTransaction();
        sql.insertInto(ROLE_GRANT)
                .set(ROLE_GRANT.APP_USER_ID, user)
                .set(ROLE_GRANT.SMART_ACCOUNT_ID, account)
                .set(ROLE_GRANT.VIRTUAL_ACCOUNT_ID, scope.virtualAccount())
                .set(ROLE_GRANT.INCLUDES_CHILDREN, scope.includesChildren())
                .set(ROLE_GRANT.ROLE, role)
                .set(ROLE_GRANT.GRANTED_AT, clock.instant())
                .execute();
        record(actor, EventCode.ROLE_GRANTED, account, userName, role, scope.virtualAccount());
    }

    /** Refuses what reaches further than the actor's own rights, also what lies below a Virtual Account later. */
    void requireMayGive(Actor actor, SmartAccountId account, Role role, GrantScope wanted) {
        VirtualAccountId scope = wanted.virtualAccount();
        if (role.scope() == Role.Scope.SMART_ACCOUNT && scope != null) {
            throw PortalException.rejected("role", ErrorReason.ROLE_IS_ACCOUNT_WIDE);
        }
        if (role.scope() == Role.Scope.VIRTUAL_ACCOUNT) {
            if (scope == null) {
                throw PortalException.rejected("scope", ErrorReason.ROLE_NEEDS_VIRTUAL_ACCOUNT);
            }
            if (!accounts.require(actor, Permission.MANAGE_USERS, scope).equals(account)) {
                throw PortalException.notFound();
            }
        }
        actor.require(Permission.MANAGE_USERS, account, scope);
        for (Permission permission : Permission.values()) {
            boolean held = wanted.includesChildren() && scope != null
                    ? actor.mayBelow(permission, account, scope)
                    : actor.may(permission, account, scope);
            if (role.permits(permission) && !held) {
                throw PortalException.rejected("role", ErrorReason.ROLE_BEYOND_OWN);
            }
        }
    }

    /** Refuses to leave an account without somebody who manages it and can sign in. */
    void requireAdministrator(SmartAccountId account) {
        // Locks the administrators' rows, so that two people cannot remove each other at the same moment.
        boolean someone = sql.select(ROLE_GRANT.ROLE_GRANT_ID)
                .from(ROLE_GRANT)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(ROLE_GRANT.APP_USER_ID))
                .where(ROLE_GRANT
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(ROLE_GRANT.ROLE.eq(Role.SMART_ACCOUNT_ADMINISTRATOR))
                        .and(APP_USER.DISABLED.isFalse()))
                .forUpdate()
                .fetch()
                .isNotEmpty();
        if (!someone) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.LAST_ADMINISTRATOR);
        }
    }

    void record(
            Actor actor,
            EventCode code,
            SmartAccountId account,
            String userName,
            Role role,
            @Nullable VirtualAccountId scope) {
        String scopeName = scope == null
                ? ""
                : sql.select(VIRTUAL_ACCOUNT.NAME)
                        .from(VIRTUAL_ACCOUNT)
                        .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(scope))
                        .fetchSingle(VIRTUAL_ACCOUNT.NAME);
        events.record(
                actor, NewEvent.done(code, account, scope, "user", userName, "role", role.name(), "scope", scopeName));
    }
}
