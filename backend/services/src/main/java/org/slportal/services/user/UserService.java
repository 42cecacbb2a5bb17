package org.slportal.services.user;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.RoleGrantId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.PlatformAdministrators;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.slportal.services.session.LiveSessions;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** The people of a Smart Account, and the roles administrators give and take ({@link RoleGrants} has the rules). */
@Service
public class UserService {

    private static final int MAX_NAME = 120;
    private static final int MAX_EMAIL = 200;
    private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9._@-]{3,120}");

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final RoleGrants grants;
    private final Passwords passwords;
    private final EventRecorder events;
    private final LiveSessions sessions;
    private final PlatformAdministrators platform;

    public UserService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            RoleGrants grants,
            Passwords passwords,
            EventRecorder events,
            LiveSessions sessions,
            PlatformAdministrators platform) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.grants = grants;
        this.passwords = passwords;
        this.events = events;
        this.sessions = sessions;
        this.platform = platform;
    }

    public List<UserListItem> list(Actor actor, SmartAccountId account, PageQuery<UserSort> query, String text) {
        return list(actor, account, query, text, null);
    }

    /** @param role only those who hold it somewhere in the account; null for everybody */
    public List<UserListItem> list(
            Actor actor, SmartAccountId account, PageQuery<UserSort> query, String text, @Nullable Role role) {
        actor.requireAnywhere(Permission.MANAGE_USERS, account);
        var field = switch (query.sort()) {
            case USER_NAME -> APP_USER.USER_NAME;
            case DISPLAY_NAME -> APP_USER.DISPLAY_NAME;
        };
        var users = sql.select(
                        APP_USER.APP_USER_ID,
                        APP_USER.USER_NAME,
                        APP_USER.DISPLAY_NAME,
                        APP_USER.EMAIL,
                        APP_USER.DISABLED,
                        APP_USER.LOCKED_UNTIL)
                .from(APP_USER)
                .where(visible(actor, account, text, role))
                .orderBy(query.ascending() ? field.asc() : field.desc(), APP_USER.APP_USER_ID.asc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch();
        Map<UserId, List<GrantItem>> grants = sql.select(
                        ROLE_GRANT.APP_USER_ID,
                        ROLE_GRANT.ROLE_GRANT_ID,
                        ROLE_GRANT.ROLE,
                        ROLE_GRANT.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        ROLE_GRANT.INCLUDES_CHILDREN)
                .from(ROLE_GRANT)
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(ROLE_GRANT.VIRTUAL_ACCOUNT_ID))
                .where(ROLE_GRANT
                        .APP_USER_ID
                        .in(users.getValues(APP_USER.APP_USER_ID))
                        .and(visibleGrants(actor, account)))
                .orderBy(VIRTUAL_ACCOUNT.NAME)
                .fetchGroups(
                        row -> row.value1(),
                        row -> new GrantItem(row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
        return users.map(row -> new UserListItem(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5(),
                row.value6(),
                grants.getOrDefault(row.value1(), List.of())));
    }

    public BoundedCount count(Actor actor, SmartAccountId account, String text) {
        return count(actor, account, text, null);
    }

    public BoundedCount count(Actor actor, SmartAccountId account, String text, @Nullable Role role) {
        actor.requireAnywhere(Permission.MANAGE_USERS, account);
        return BoundedCounts.of(sql, APP_USER, visible(actor, account, text, role));
    }

    /** An administrator of Virtual Accounts sees the people of those only. */
    private static Condition visible(Actor actor, SmartAccountId account, String text, @Nullable Role role) {
        Condition condition = DSL.exists(DSL.selectOne()
                .from(ROLE_GRANT)
                .where(ROLE_GRANT
                        .APP_USER_ID
                        .eq(APP_USER.APP_USER_ID)
                        .and(visibleGrants(actor, account))
                        .and(role == null ? DSL.noCondition() : ROLE_GRANT.ROLE.eq(role))));
        String part = text.strip();
        return part.isEmpty()
                ? condition
                : condition.and(APP_USER.USER_NAME
                        .containsIgnoreCase(part)
                        .or(APP_USER.DISPLAY_NAME.containsIgnoreCase(part))
                        .or(APP_USER.EMAIL.containsIgnoreCase(part)));
    }

    static Condition visibleGrants(Actor actor, SmartAccountId account) {
        List<VirtualAccountId> limited = actor.poolsWith(Permission.MANAGE_USERS, account);
        Condition condition = ROLE_GRANT.SMART_ACCOUNT_ID.eq(account);
        return limited == null ? condition : condition.and(ROLE_GRANT.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    /** A person whose password is already their own. */
    public UserId create(Actor actor, SmartAccountId account, NewUser asked) {
        return create(actor, account, asked, false);
    }

    /** A person whose password somebody else chose: they choose another at the first sign-in. */
    public UserId add(Actor actor, SmartAccountId account, NewUser asked) {
        return create(actor, account, asked, true);
    }

    private UserId create(Actor actor, SmartAccountId account, NewUser asked, boolean mustChange) {
        grants.requireMayGive(actor, account, asked.role(), asked.place());
        String userName = cleanUserName(asked.userName());
        String displayName = Checks.required("displayName", asked.displayName(), MAX_NAME);
        String email = Checks.optional("email", asked.email(), MAX_EMAIL);
        passwords.check("password", userName, asked.password());
        String hash = passwords.hash(asked.password());
        return transactions.write(() -> {
            UserId id = insert(userName, displayName, email, hash, "en");
            if (mustChange) {
                mustChange(id);
            }
            events.record(actor, NewEvent.done(EventCode.USER_CREATED, account, asked.scope(), "user", userName));
            grants.insert(actor, account, id, userName, asked.role(), asked.place());
            return id;
        });
    }

    /** At the next sign-in the person chooses a password of their own. */
    void mustChange(UserId user) {
        Transactions.requireTransaction();
        sql.update(APP_USER)
                .set(APP_USER.MUST_CHANGE_PASSWORD, true)
                .where(APP_USER.APP_USER_ID.eq(user))
                .execute();
    }

    /** What a user name may look like; also for the set-up. @return the name without surrounding blanks */
    public static String cleanUserName(String entered) {
        String userName = Checks.required("userName", entered, MAX_NAME);
        if (!USER_NAME.matcher(userName).matches()) {
            throw PortalException.rejected("userName", ErrorReason.USER_NAME_SHAPE);
        }
        return userName;
    }

    /** Also used by the set-up. The caller has checked every value. */
    public UserId insert(String userName, String displayName, String email, String passwordHash, String locale) {
        Transactions.requireTransaction();
        try {
            return sql.insertInto(APP_USER)
                    .set(APP_USER.USER_NAME, userName)
                    .set(APP_USER.DISPLAY_NAME, displayName)
                    .set(APP_USER.EMAIL, email)
                    .set(APP_USER.PASSWORD_HASH, passwordHash)
                    .set(APP_USER.LOCALE, locale)
                    .set(APP_USER.CREATED_AT, clock.instant())
                    .returning(APP_USER.APP_USER_ID)
                    .fetchSingle()
                    .getAppUserId();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (Constraint.violated(e, "uq_app_user_name")) {
                throw PortalException.conflict("userName", ErrorReason.USER_NAME_TAKEN, userName)
                        .causedBy(e);
            }
            throw e;
        }
    }

    /** Gives a role, replacing the one held for the same scope. */
    public void grant(Actor actor, SmartAccountId account, UserId user, Role role, @Nullable VirtualAccountId scope) {
        grantAll(actor, account, user, role, List.of(new GrantScope(scope, false)));
    }

    /** Gives a role in several places at once, replacing what is held there: all of it or nothing. */
    public void grantAll(Actor actor, SmartAccountId account, UserId user, Role role, List<GrantScope> scopes) {
        if (scopes.isEmpty()) {
            throw PortalException.rejected("scope", ErrorReason.ROLE_NEEDS_VIRTUAL_ACCOUNT);
        }
        scopes.forEach(scope -> grants.requireMayGive(actor, account, role, scope));
        transactions.run(() -> {
            String userName = requireMember(actor, account, user);
            grants.replace(actor, account, user, userName, role, scopes);
            grants.requireAdministrator(account);
        });
    }

    /** Like {@link #grantAll}, for somebody who asked for it and may not belong to the account yet. In the request's transaction. */
    public void admit(Actor actor, SmartAccountId account, UserId user, Role role, List<GrantScope> scopes) {
        Transactions.requireTransaction();
        if (scopes.isEmpty()) {
            throw PortalException.rejected("scope", ErrorReason.ROLE_NEEDS_VIRTUAL_ACCOUNT);
        }
        scopes.forEach(scope -> grants.requireMayGive(actor, account, role, scope));
        String userName = sql.select(APP_USER.USER_NAME)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchOne(APP_USER.USER_NAME);
        if (userName == null) {
            throw PortalException.notFound();
        }
        grants.replace(actor, account, user, userName, role, scopes);
        grants.requireAdministrator(account);
    }

    public void revoke(Actor actor, SmartAccountId account, RoleGrantId grant) {
        transactions.run(() -> {
            var row = sql.select(
                            ROLE_GRANT.APP_USER_ID,
                            ROLE_GRANT.ROLE,
                            ROLE_GRANT.VIRTUAL_ACCOUNT_ID,
                            APP_USER.USER_NAME,
                            ROLE_GRANT.INCLUDES_CHILDREN)
                    .from(ROLE_GRANT)
                    .join(APP_USER)
                    .on(APP_USER.APP_USER_ID.eq(ROLE_GRANT.APP_USER_ID))
                    .where(ROLE_GRANT.ROLE_GRANT_ID.eq(grant).and(ROLE_GRANT.SMART_ACCOUNT_ID.eq(account)))
                    .fetchOne();
            if (row == null) {
                throw PortalException.notFound();
            }
            grants.requireMayGive(actor, account, row.value2(), new GrantScope(row.value3(), row.value5()));
            sql.deleteFrom(ROLE_GRANT).where(ROLE_GRANT.ROLE_GRANT_ID.eq(grant)).execute();
            grants.record(actor, EventCode.ROLE_REVOKED, account, row.value4(), row.value2(), row.value3());
            grants.requireAdministrator(account);
        });
    }

    public void setDisabled(Actor actor, SmartAccountId account, UserId user, boolean disabled) {
        actor.require(Permission.MANAGE_USERS, account, null);
        transactions.run(() -> {
            String userName = requireMember(actor, account, user);
            Set<SmartAccountId> theirs = requireNoOtherAccount(actor, user);
            if (disabled) {
                platform.requireAnother(user);
            }
            sql.update(APP_USER)
                    .set(APP_USER.DISABLED, disabled)
                    .where(APP_USER.APP_USER_ID.eq(user))
                    .execute();
            theirs.forEach(grants::requireAdministrator);
            if (disabled) {
                sessions.endAll(user, null);
            }
            events.record(
                    actor,
                    NewEvent.done(
                            disabled ? EventCode.USER_DISABLED : EventCode.USER_ENABLED,
                            account,
                            null,
                            "user",
                            userName));
        });
    }

    /** Sets a password for somebody else, ends a lock-out, and makes them choose their own at the next sign-in. */
    public void resetPassword(Actor actor, SmartAccountId account, UserId user, String fresh) {
        String userName = requireManaged(actor, account, user);
        passwords.check("password", userName, fresh);
        String hash = passwords.hash(fresh);
        transactions.run(() -> {
            sql.update(APP_USER)
                    .set(APP_USER.PASSWORD_HASH, hash)
                    .set(APP_USER.MUST_CHANGE_PASSWORD, true)
                    .set(APP_USER.FAILED_SIGN_INS, 0)
                    .setNull(APP_USER.LOCKED_UNTIL)
                    .where(APP_USER.APP_USER_ID.eq(user))
                    .execute();
            sessions.endAll(user, null);
            events.record(actor, NewEvent.done(EventCode.PASSWORD_RESET, account, null, "user", userName));
        });
    }

    /** Lets a member of the account act for the whole installation. */
    public void appoint(Actor actor, SmartAccountId account, UserId user) {
        actor.require(Permission.MANAGE_USERS, account, null);
        platform.require(actor);
        platform.appoint(actor, account, user, requireMember(actor, account, user));
    }

    public void dismiss(Actor actor, SmartAccountId account, UserId user) {
        actor.require(Permission.MANAGE_USERS, account, null);
        platform.require(actor);
        platform.dismiss(actor, account, user, requireMember(actor, account, user));
    }

    /**
     * Refuses whoever may not change how this person signs in: the whole account must be theirs to manage, and each other account of
     * the person.
     *
     * @return the user name
     */
    public String requireManaged(Actor actor, SmartAccountId account, UserId user) {
        actor.require(Permission.MANAGE_USERS, account, null);
        String userName = requireMember(actor, account, user);
        requireNoOtherAccount(actor, user);
        return userName;
    }

    /** @return the user name; somebody without a role in the account is unknown in it */
    private String requireMember(Actor actor, SmartAccountId account, UserId user) {
        String userName = sql.select(APP_USER.USER_NAME)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user).and(visible(actor, account, "", null)))
                .fetchOne(APP_USER.USER_NAME);
        if (userName == null) {
            throw PortalException.notFound();
        }
        return userName;
    }

    /**
     * Sign-in is one for all accounts: whoever does not manage each of the person's accounts must not touch it.
     *
     * @return the person's accounts
     */
    private Set<SmartAccountId> requireNoOtherAccount(Actor actor, UserId user) {
        Set<SmartAccountId> theirs = sql.selectDistinct(ROLE_GRANT.SMART_ACCOUNT_ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.APP_USER_ID.eq(user))
                .fetchSet(ROLE_GRANT.SMART_ACCOUNT_ID);
        if (!theirs.stream().allMatch(each -> actor.may(Permission.MANAGE_USERS, each, null))) {
            throw PortalException.notAllowed();
        }
        platform.requireMayManage(actor, user);
        return theirs;
    }
}
