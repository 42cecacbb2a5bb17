package org.slportal.services.accessrequest;

import static org.slportal.db.jooq.Tables.ACCESS_REQUEST;
import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.AccessRequestId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.mail.MailQueue;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.slportal.services.user.GrantScope;
import org.slportal.services.user.UserService;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Requests for access to a Smart Account, by its domain identifier. A domain without a Smart Account is answered and kept like one
 * that has one: nobody learns here which exist.
 */
@Service
public class AccessRequestService {

    /** Of one person, waiting. */
    public static final int MAX_OPEN = 10;

    private static final int MAX_DOMAIN = 120;
    private static final int MAX_TEXT = 500;
    private static final int MAX_LETTERS = 50;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final UserService users;
    private final EventRecorder events;
    private final MailQueue mails;

    AccessRequestService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            UserService users,
            EventRecorder events,
            MailQueue mails) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.users = users;
        this.events = events;
        this.mails = mails;
    }

    private record Open(
            UserId user, String userName, String email, String locale, SmartAccountId account, String domain) {}

    public AccessRequestId ask(Actor actor, String domain, String message) {
        UserId self = self(actor);
        String asked = Checks.required("domain", domain, MAX_DOMAIN).toLowerCase(Locale.ROOT);
        String words = Checks.optional("message", message, MAX_TEXT);
        return transactions.write(() -> {
            // One request of a person after the other, so that the limit holds.
            sql.select(APP_USER.APP_USER_ID)
                    .from(APP_USER)
                    .where(APP_USER.APP_USER_ID.eq(self))
                    .forUpdate()
                    .fetch();
            int open = sql.fetchCount(
                    ACCESS_REQUEST,
                    ACCESS_REQUEST
                            .APP_USER_ID
                            .eq(self)
                            .and(ACCESS_REQUEST.STATE.eq(AccessRequestState.PENDING.name())));
            if (open >= MAX_OPEN) {
                throw PortalException.conflict("domain", ErrorReason.REQUEST_TOO_MANY, MAX_OPEN);
            }
            SmartAccountId account = sql.select(SMART_ACCOUNT.SMART_ACCOUNT_ID)
                    .from(SMART_ACCOUNT)
                    .where(SMART_ACCOUNT.DOMAIN.eq(asked))
                    .fetchOne(SMART_ACCOUNT.SMART_ACCOUNT_ID);
            AccessRequestId id = insert(self, asked, account, words);
            if (account != null) {
                events.record(actor, NewEvent.done(EventCode.ACCESS_REQUESTED, account, null, "user", actor.name()));
                tellAdministrators(actor, account, words);
            }
            return id;
        });
    }

    private AccessRequestId insert(UserId self, String domain, @Nullable SmartAccountId account, String message) {
        try {
            return sql.insertInto(ACCESS_REQUEST)
                    .set(ACCESS_REQUEST.APP_USER_ID, self)
                    .set(ACCESS_REQUEST.DOMAIN, domain)
                    .set(ACCESS_REQUEST.SMART_ACCOUNT_ID, account)
                    .set(ACCESS_REQUEST.MESSAGE, message)
                    .set(ACCESS_REQUEST.OPEN_KEY, self + ":" + domain)
                    .set(ACCESS_REQUEST.CREATED_AT, clock.instant())
                    .returning(ACCESS_REQUEST.ACCESS_REQUEST_ID)
                    .fetchSingle()
                    .getAccessRequestId();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (Constraint.violated(e, "uq_access_request_open")) {
                throw PortalException.conflict("domain", ErrorReason.REQUEST_OPEN)
                        .causedBy(e);
            }
            throw e;
        }
    }

    private void tellAdministrators(Actor actor, SmartAccountId account, String message) {
        mails.add(sql.selectDistinct(APP_USER.EMAIL, APP_USER.LOCALE, SMART_ACCOUNT.NAME)
                .from(ROLE_GRANT)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(ROLE_GRANT.APP_USER_ID))
                .join(SMART_ACCOUNT)
                .on(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(ROLE_GRANT.SMART_ACCOUNT_ID))
                .where(ROLE_GRANT
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(ROLE_GRANT.ROLE.eq(Role.SMART_ACCOUNT_ADMINISTRATOR))
                        .and(APP_USER.DISABLED.isFalse())
                        .and(APP_USER.EMAIL.ne("")))
                .limit(MAX_LETTERS)
                .fetch(row -> AccessLetters.asked(row.value1(), row.value2(), actor.name(), row.value3(), message)));
    }

    /** One's own requests, newest first. */
    public List<AccessRequestItem> mine(Actor actor, PageQuery<AccessRequestSort> query) {
        return items(ACCESS_REQUEST.APP_USER_ID.eq(self(actor)), query);
    }

    public BoundedCount countMine(Actor actor) {
        return BoundedCounts.of(sql, ACCESS_REQUEST, ACCESS_REQUEST.APP_USER_ID.eq(self(actor)));
    }

    public void withdraw(Actor actor, AccessRequestId request) {
        UserId self = self(actor);
        transactions.run(() -> {
            var row = sql.select(ACCESS_REQUEST.SMART_ACCOUNT_ID)
                    .from(ACCESS_REQUEST)
                    .where(ACCESS_REQUEST.ACCESS_REQUEST_ID.eq(request).and(ACCESS_REQUEST.APP_USER_ID.eq(self)))
                    .forUpdate()
                    .fetchOne();
            if (row == null) {
                throw PortalException.notFound();
            }
            close(request, AccessRequestState.WITHDRAWN, "", actor);
            SmartAccountId account = row.value1();
            if (account != null) {
                events.record(actor, NewEvent.done(EventCode.ACCESS_WITHDRAWN, account, null, "user", actor.name()));
            }
        });
    }

    /** Requests to the account. @param state null for all */
    public List<AccessRequestItem> list(
            Actor actor,
            SmartAccountId account,
            @Nullable AccessRequestState state,
            PageQuery<AccessRequestSort> query) {
        actor.require(Permission.MANAGE_USERS, account, null);
        return items(toAccount(account, state), query);
    }

    public BoundedCount count(Actor actor, SmartAccountId account, @Nullable AccessRequestState state) {
        actor.require(Permission.MANAGE_USERS, account, null);
        return BoundedCounts.of(sql, ACCESS_REQUEST, toAccount(account, state));
    }

    private static Condition toAccount(SmartAccountId account, @Nullable AccessRequestState state) {
        Condition condition = ACCESS_REQUEST.SMART_ACCOUNT_ID.eq(account);
        return state == null ? condition : condition.and(ACCESS_REQUEST.STATE.eq(state.name()));
    }

    private List<AccessRequestItem> items(Condition condition, PageQuery<AccessRequestSort> query) {
        return sql.select(
                        ACCESS_REQUEST.ACCESS_REQUEST_ID,
                        APP_USER.USER_NAME,
                        APP_USER.DISPLAY_NAME,
                        ACCESS_REQUEST.DOMAIN,
                        ACCESS_REQUEST.MESSAGE,
                        ACCESS_REQUEST.STATE,
                        ACCESS_REQUEST.REASON,
                        ACCESS_REQUEST.DECIDED_BY,
                        ACCESS_REQUEST.CREATED_AT,
                        ACCESS_REQUEST.DECIDED_AT)
                .from(ACCESS_REQUEST)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(ACCESS_REQUEST.APP_USER_ID))
                .where(condition)
                .orderBy(
                        query.ascending()
                                ? ACCESS_REQUEST.ACCESS_REQUEST_ID.asc()
                                : ACCESS_REQUEST.ACCESS_REQUEST_ID.desc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new AccessRequestItem(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        AccessRequestState.valueOf(row.value6()),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10()));
    }

    /** Gives the person the role; what they held in the same places before is replaced. */
    public void approve(Actor actor, AccessRequestId request, Role role, List<GrantScope> scopes) {
        transactions.run(() -> {
            Open open = open(actor, request);
            close(request, AccessRequestState.APPROVED, "", actor);
            users.admit(actor, open.account(), open.user(), role, scopes);
            events.record(
                    actor, NewEvent.done(EventCode.ACCESS_APPROVED, open.account(), null, "user", open.userName()));
            if (!open.email().isEmpty()) {
                mails.add(List.of(AccessLetters.approved(open.email(), open.locale(), open.domain())));
            }
        });
    }

    public void decline(Actor actor, AccessRequestId request, String reason) {
        String words = Checks.required("reason", reason, MAX_TEXT);
        transactions.run(() -> {
            Open open = open(actor, request);
            close(request, AccessRequestState.DECLINED, words, actor);
            events.record(
                    actor,
                    NewEvent.done(
                            EventCode.ACCESS_DECLINED, open.account(), null, "user", open.userName(), "reason", words));
            if (!open.email().isEmpty()) {
                mails.add(List.of(AccessLetters.declined(open.email(), open.locale(), open.domain(), words)));
            }
        });
    }

    /** The request to one of the actor's accounts, locked. */
    private Open open(Actor actor, AccessRequestId request) {
        var row = sql.select(
                        ACCESS_REQUEST.APP_USER_ID,
                        APP_USER.USER_NAME,
                        APP_USER.EMAIL,
                        APP_USER.LOCALE,
                        ACCESS_REQUEST.SMART_ACCOUNT_ID,
                        ACCESS_REQUEST.DOMAIN)
                .from(ACCESS_REQUEST)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(ACCESS_REQUEST.APP_USER_ID))
                .where(ACCESS_REQUEST.ACCESS_REQUEST_ID.eq(request).and(ACCESS_REQUEST.SMART_ACCOUNT_ID.isNotNull()))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.MANAGE_USERS, row.value5(), null);
        return new Open(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6());
    }

    private void close(AccessRequestId request, AccessRequestState state, String reason, Actor actor) {
        int closed = sql.update(ACCESS_REQUEST)
                .set(ACCESS_REQUEST.STATE, state.name())
                .set(ACCESS_REQUEST.REASON, reason)
                .set(ACCESS_REQUEST.DECIDED_BY, actor.name())
                .set(ACCESS_REQUEST.DECIDED_AT, clock.instant())
                .setNull(ACCESS_REQUEST.OPEN_KEY)
                .where(ACCESS_REQUEST
                        .ACCESS_REQUEST_ID
                        .eq(request)
                        .and(ACCESS_REQUEST.STATE.eq(AccessRequestState.PENDING.name())))
                .execute();
        if (closed == 0) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.REQUEST_DECIDED);
        }
    }

    private static UserId self(Actor actor) {
        UserId user = actor.userId();
        if (user == null) {
            throw PortalException.notAllowed();
        }
        return user;
    }
}
