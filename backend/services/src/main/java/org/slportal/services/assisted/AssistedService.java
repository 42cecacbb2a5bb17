package org.slportal.services.assisted;

import static org.slportal.db.jooq.Tables.ASSISTED_COMMENT;
import static org.slportal.db.jooq.Tables.ASSISTED_REQUEST;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.AssistedRequestId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.conversion.ManualConversion;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.conversion.TraditionalLines;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** Asking for a conversion by hand, following it, talking about it. What the desk does is {@link AssistedDesk}'s. */
@Service
public class AssistedService {

    static final int MAX_COMMENT = 2000;

    private static final int MAX_SUBJECT = 200;

    private final DSLContext sql;
    private final InstantSource clock;
    private final Transactions transactions;
    private final AccountService accounts;
    private final TraditionalLines lines;
    private final ManualConversion manual;
    private final AssistedRequests requests;
    private final EventRecorder events;

    AssistedService(
            DSLContext sql,
            InstantSource clock,
            Transactions transactions,
            AccountService accounts,
            TraditionalLines lines,
            ManualConversion manual,
            AssistedRequests requests,
            EventRecorder events) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.accounts = accounts;
        this.lines = lines;
        this.manual = manual;
        this.requests = requests;
        this.events = events;
    }

    /** @param state null for all */
    public List<AssistedListItem> list(
            Actor actor, SmartAccountId account, @Nullable AssistedState state, PageQuery<AssistedSort> query) {
        return sql.select()
                .from(ASSISTED_REQUEST)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(ASSISTED_REQUEST.VIRTUAL_ACCOUNT_ID))
                .where(visible(actor, account, state))
                .orderBy(
                        switch (query.sort()) {
                            case REQUESTED_AT ->
                                query.ascending()
                                        ? ASSISTED_REQUEST.ASSISTED_REQUEST_ID.asc()
                                        : ASSISTED_REQUEST.ASSISTED_REQUEST_ID.desc();
                        })
                .limit(query.limit())
                .offset(query.offset())
                .fetch(AssistedService::item);
    }

    public BoundedCount count(Actor actor, SmartAccountId account, @Nullable AssistedState state) {
        return BoundedCounts.of(sql, ASSISTED_REQUEST, visible(actor, account, state));
    }

    public AssistedRequest detail(Actor actor, AssistedRequestId id) {
        return transactions.read(() -> {
            Record row = sql.select()
                    .from(ASSISTED_REQUEST)
                    .join(VIRTUAL_ACCOUNT)
                    .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(ASSISTED_REQUEST.VIRTUAL_ACCOUNT_ID))
                    .where(ASSISTED_REQUEST.ASSISTED_REQUEST_ID.eq(id))
                    .fetchOptional()
                    .orElseThrow(PortalException::notFound);
            SmartAccountId account = row.get(ASSISTED_REQUEST.SMART_ACCOUNT_ID);
            VirtualAccountId target = row.get(ASSISTED_REQUEST.VIRTUAL_ACCOUNT_ID);
            actor.require(Permission.VIEW, account, target);
            AssistedListItem item = item(row);
            return new AssistedRequest(
                    item,
                    account,
                    target,
                    lines.find(account, AssistedRequests.line(row))
                            .orElseThrow(PortalException::notFound)
                            .item(),
                    row.get(ASSISTED_REQUEST.CONVERSION_ID),
                    comments(id),
                    row.get(ASSISTED_REQUEST.VERSION),
                    Objects.equals(actor.userId(), row.get(ASSISTED_REQUEST.APP_USER_ID)),
                    actor.may(Permission.ASSIST_CONVERSIONS, account, null));
        });
    }

    private List<AssistedComment> comments(AssistedRequestId id) {
        return sql.select(ASSISTED_COMMENT.TEXT, ASSISTED_COMMENT.WRITTEN_BY, ASSISTED_COMMENT.WRITTEN_AT)
                .from(ASSISTED_COMMENT)
                .where(ASSISTED_COMMENT.ASSISTED_REQUEST_ID.eq(id))
                .orderBy(ASSISTED_COMMENT.ASSISTED_COMMENT_ID)
                .fetch(row -> new AssistedComment(row.value1(), row.value2(), row.value3()));
    }

    /** A line to ask for, if the actor may. */
    public TraditionalLineItem line(Actor actor, SmartAccountId account, TraditionalLineId line) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, account);
        return require(actor, account, line);
    }

    private TraditionalLineItem require(Actor actor, SmartAccountId account, TraditionalLineId id) {
        TraditionalLines.Placed line = lines.find(account, id).orElseThrow(PortalException::notFound);
        actor.require(Permission.MANAGE_LICENSES, account, line.pool().orElse(null));
        return line.item();
    }

    /** One open request for a line: a second one would only be answered with what the first one left. */
    public AssistedResult ask(Actor actor, AskForConversion asked) {
        SmartAccountId account = asked.account();
        if (!accounts.require(actor, Permission.MANAGE_LICENSES, asked.target()).equals(account)) {
            throw PortalException.notFound();
        }
        String reason = AssistedRequests.text("reason", asked.reason());
        return transactions.write(() -> {
            manual.lock(account, asked.line());
            TraditionalLineItem line = require(actor, account, asked.line());
            var refusal = manual.refusal(account, asked.line(), asked.quantity());
            if (refusal.isPresent()) {
                return new AssistedResult.Refused(
                        refusal.get().reason(), refusal.get().arguments());
            }
            if (sql.fetchExists(ASSISTED_REQUEST, AssistedRequests.openFor(asked.line()))) {
                throw PortalException.conflict("line", ErrorReason.ASSISTED_ALREADY_ASKED);
            }
            String subject = subject(line);
            AssistedRequestId id = sql.insertInto(ASSISTED_REQUEST)
                    .set(ASSISTED_REQUEST.SMART_ACCOUNT_ID, account)
                    .set(ASSISTED_REQUEST.VIRTUAL_ACCOUNT_ID, asked.target())
                    .set(ASSISTED_REQUEST.PAK_LINE_ID, asked.line() instanceof PakLineId pak ? pak : null)
                    .set(
                            ASSISTED_REQUEST.LEGACY_LICENSE_ID,
                            asked.line() instanceof LegacyLicenseId legacy ? legacy : null)
                    .set(ASSISTED_REQUEST.SUBJECT, subject)
                    .set(ASSISTED_REQUEST.QUANTITY, asked.quantity())
                    .set(ASSISTED_REQUEST.STATE, AssistedState.OPEN.name())
                    .set(ASSISTED_REQUEST.APP_USER_ID, actor.userId())
                    .set(ASSISTED_REQUEST.REQUESTED_BY, actor.name())
                    .set(ASSISTED_REQUEST.REQUESTED_AT, clock.instant())
                    .set(ASSISTED_REQUEST.CHANGED_AT, clock.instant())
                    .returning(ASSISTED_REQUEST.ASSISTED_REQUEST_ID)
                    .fetchSingle()
                    .getAssistedRequestId();
            if (!reason.isEmpty()) {
                requests.comment(actor, id, reason);
            }
            events.record(
                    actor, NewEvent.done(EventCode.ASSISTED_REQUESTED, account, asked.target(), "subject", subject));
            return new AssistedResult.Asked(id);
        });
    }

    /** Whoever may convert in the request's Virtual Account joins in, also when all is decided. */
    public void comment(Actor actor, AssistedRequestId id, String text) {
        String clean = AssistedRequests.text("comment", text);
        if (clean.isEmpty()) {
            throw PortalException.rejected("comment", ErrorReason.REQUIRED);
        }
        transactions.run(() -> {
            AssistedRequests.Locked request = requests.lock(id);
            actor.require(Permission.MANAGE_LICENSES, request.account(), request.target());
            requests.comment(actor, id, clean);
            events.record(
                    actor,
                    NewEvent.done(
                            EventCode.ASSISTED_COMMENTED,
                            request.account(),
                            request.target(),
                            "subject",
                            request.subject()));
        });
    }

    /** By whoever asked, while nothing is decided. */
    public void withdraw(Actor actor, AssistedRequestId id, int version) {
        transactions.run(() -> {
            AssistedRequests.Locked request = requests.lock(id);
            actor.require(Permission.VIEW, request.account(), request.target());
            if (actor.userId() == null || !actor.userId().equals(request.requester())) {
                throw PortalException.notAllowed();
            }
            requests.requireOpen(request, version);
            requests.move(actor, request, AssistedState.WITHDRAWN, null);
        });
    }

    private static Condition visible(Actor actor, SmartAccountId account, @Nullable AssistedState state) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition condition = ASSISTED_REQUEST.SMART_ACCOUNT_ID.eq(account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        if (limited != null) {
            condition = condition.and(ASSISTED_REQUEST.VIRTUAL_ACCOUNT_ID.in(limited));
        }
        return state == null ? condition : condition.and(ASSISTED_REQUEST.STATE.eq(state.name()));
    }

    private static AssistedListItem item(Record row) {
        return new AssistedListItem(
                row.get(ASSISTED_REQUEST.ASSISTED_REQUEST_ID),
                row.get(ASSISTED_REQUEST.SUBJECT),
                row.get(ASSISTED_REQUEST.QUANTITY),
                AssistedState.valueOf(row.get(ASSISTED_REQUEST.STATE)),
                row.get(VIRTUAL_ACCOUNT.NAME),
                row.get(ASSISTED_REQUEST.REQUESTED_BY),
                row.get(ASSISTED_REQUEST.REQUESTED_AT),
                row.get(ASSISTED_REQUEST.CHANGED_AT));
    }

    private static String subject(TraditionalLineItem line) {
        String subject = line.origin() + " " + line.sku();
        return subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT - 1) + "…";
    }
}
