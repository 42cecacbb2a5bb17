package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** The alerts of a Smart Account and of its Virtual Accounts. */
@Service
public class AlertService {

    /** Virtual Accounts whose alerts are counted at once, at most. */
    public static final int MAX_POOLS = 50;

    private final DSLContext sql;
    private final InstantSource clock;
    private final AlertRows rows;
    private final AlertHandling handling;

    public AlertService(DSLContext sql, InstantSource clock, AlertRows rows, AlertHandling handling) {
        this.sql = sql;
        this.clock = clock;
        this.rows = rows;
        this.handling = handling;
    }

    public List<AlertListItem> list(
            Actor actor, SmartAccountId account, AlertFilter filter, PageQuery<AlertSort> query) {
        return rows.read(visible(actor, account, filter), order(query), query.offset(), query.limit());
    }

    public BoundedCount count(Actor actor, SmartAccountId account, AlertFilter filter) {
        boolean named = !filter.text().isBlank();
        return BoundedCount.of(rows.count(visible(actor, account, filter), named, BoundedCount.LIMIT + 1));
    }

    /** What needs attention now. */
    public List<AlertListItem> list(
            Actor actor,
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            @Nullable Severity severity,
            PageQuery<AlertSort> query) {
        return list(actor, account, AlertFilter.OPEN.of(pool).only(severity), query);
    }

    /** @return at most {@link BoundedCount#LIMIT} */
    public long count(
            Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool, @Nullable Severity severity) {
        return count(actor, account, AlertFilter.OPEN.of(pool).only(severity)).rows();
    }

    /** For the header: how many alerts need attention in what the actor can see. */
    public AlertCounts counts(Actor actor, SmartAccountId account) {
        return counts(actor, account, (VirtualAccountId) null);
    }

    /** @param pool null: all the actor can see */
    public AlertCounts counts(Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool) {
        Condition visible = visible(actor, account, AlertFilter.OPEN.of(pool));
        return sql.select(upTo(visible, Severity.MAJOR), upTo(visible, Severity.MINOR), upTo(visible, Severity.INFO))
                .fetchSingle(row -> new AlertCounts(row.value1(), row.value2(), row.value3()));
    }

    /**
     * How many alerts need attention in each of these Virtual Accounts; without an entry: none.
     *
     * @param pools at most {@link #MAX_POOLS}
     */
    public Map<VirtualAccountId, AlertCounts> counts(
            Actor actor, SmartAccountId account, Collection<VirtualAccountId> pools) {
        if (pools.size() > MAX_POOLS) {
            throw new IllegalArgumentException("At most " + MAX_POOLS + " Virtual Accounts at once");
        }
        actor.requireAnywhere(Permission.VIEW, account);
        Condition open = open(account);
        // Each part is bounded by itself: one query over all would read every alert there is.
        @Nullable Select<Record3<VirtualAccountId, Integer, Integer>> all = null;
        for (VirtualAccountId pool : pools) {
            actor.require(Permission.VIEW, account, pool);
            for (Severity severity : List.of(Severity.MAJOR, Severity.MINOR)) {
                var part = DSL.select(
                        DSL.val(pool, ALERT.VIRTUAL_ACCOUNT_ID),
                        DSL.inline(severity.ordinal()),
                        upTo(open.and(ALERT.VIRTUAL_ACCOUNT_ID.eq(pool)), severity));
                all = all == null ? part : all.unionAll(part);
            }
        }
        Map<VirtualAccountId, AlertCounts> counts = new HashMap<>();
        if (all != null) {
            sql.fetch(all)
                    .forEach(row -> counts.merge(
                            row.value1(),
                            row.value2() == Severity.MAJOR.ordinal()
                                    ? new AlertCounts(row.value3(), 0, 0)
                                    : new AlertCounts(0, row.value3(), 0),
                            (one, other) ->
                                    new AlertCounts(one.major() + other.major(), one.minor() + other.minor(), 0)));
        }
        counts.values().removeIf(AlertCounts.NONE::equals);
        return counts;
    }

    /**
     * Takes an alert off the list that has said what it had to say. Dismissed by somebody else meanwhile: nothing more happens.
     *
     * @throws org.slportal.services.error.PortalException CONFLICT for kinds that end by a rule
     */
    public void dismiss(Actor actor, AlertId alert) {
        handling.dismiss(actor, List.of(alert));
    }

    /** All of them, or none. @return how many were still open */
    public int dismiss(Actor actor, Collection<AlertId> alerts) {
        return handling.dismiss(actor, alerts);
    }

    /**
     * Nobody sees these before that moment; then they are back by themselves. All of them, or none.
     *
     * @return how many were still open
     */
    public int snooze(Actor actor, Collection<AlertId> alerts, java.time.Instant until) {
        return handling.snooze(actor, alerts, until);
    }

    /** @return how many slept */
    public int wake(Actor actor, Collection<AlertId> alerts) {
        return handling.wake(actor, alerts);
    }

    private static Field<Integer> upTo(Condition condition, Severity severity) {
        return DSL.field(DSL.selectCount()
                .from(DSL.selectOne()
                        .from(ALERT)
                        .where(condition.and(rank(severity)))
                        .limit(DSL.inline(AlertCounts.LIMIT + 1))
                        .asTable("some")));
    }

    private static List<OrderField<?>> order(PageQuery<AlertSort> query) {
        boolean up = query.ascending();
        return switch (query.sort()) {
            case SEVERITY ->
                List.of(
                        up ? ALERT.SEVERITY_RANK.asc() : ALERT.SEVERITY_RANK.desc(),
                        ALERT.DUE_AT.asc(),
                        ALERT.ALERT_ID.asc());
            // These two as an index has them.
            case RAISED_AT ->
                up
                        ? List.of(ALERT.RAISED_AT.asc(), ALERT.ALERT_ID.asc())
                        : List.of(ALERT.RAISED_AT.desc(), ALERT.ALERT_ID.desc());
            case CLEARED_AT ->
                up
                        ? List.of(
                                ALERT.CLEARED_AT.asc(),
                                ALERT.SEVERITY_RANK.asc(),
                                ALERT.DUE_AT.asc(),
                                ALERT.ALERT_ID.asc())
                        : List.of(
                                ALERT.CLEARED_AT.desc(),
                                ALERT.SEVERITY_RANK.desc(),
                                ALERT.DUE_AT.desc(),
                                ALERT.ALERT_ID.desc());
        };
    }

    private Condition visible(Actor actor, SmartAccountId account, AlertFilter filter) {
        Condition condition = switch (filter.state()) {
            case OPEN -> open(account);
            case SNOOZED ->
                ALERT.SMART_ACCOUNT_ID
                        .eq(account)
                        .and(ALERT.CLEARED_AT.isNull())
                        .and(ALERT.AWAKE_AT.gt(clock.instant()));
            case CLEARED -> ALERT.SMART_ACCOUNT_ID.eq(account).and(ALERT.CLEARED_AT.isNotNull());
        };
        VirtualAccountId pool = filter.pool();
        if (pool != null) {
            actor.require(Permission.VIEW, account, pool);
            condition = condition.and(ALERT.VIRTUAL_ACCOUNT_ID.eq(pool));
        } else {
            actor.requireAnywhere(Permission.VIEW, account);
            List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
            if (limited != null) {
                condition = condition.and(ALERT.VIRTUAL_ACCOUNT_ID.in(limited));
            }
        }
        Severity severity = filter.severity();
        if (severity != null) {
            condition = condition.and(rank(severity));
        }
        AlertCode code = filter.code();
        if (code != null) {
            condition = condition.and(ALERT.CODE.eq(code.name()));
        }
        String text = filter.text().strip();
        return text.isEmpty() ? condition : condition.and(AlertRows.names(text));
    }

    private Condition open(SmartAccountId account) {
        return ALERT.SMART_ACCOUNT_ID
                .eq(account)
                .and(ALERT.CLEARED_AT.isNull())
                .and(ALERT.AWAKE_AT.le(clock.instant()));
    }

    private static Condition rank(Severity severity) {
        return ALERT.SEVERITY_RANK.eq((byte) severity.ordinal());
    }
}
