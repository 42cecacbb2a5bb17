package org.slportal.services.account;

import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.db.jooq.tables.VirtualAccount;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
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

/**
 * Virtual Accounts below others. Five levels at most, so that the way up is four joins; whoever changes the tree holds the lock on
 * the Smart Account's row.
 */
@Service
public class VirtualAccountTree {

    public static final int MAX_DEPTH = 5;

    private static final VirtualAccount SELF = VIRTUAL_ACCOUNT.as("self");
    private static final VirtualAccount UP1 = VIRTUAL_ACCOUNT.as("up1");
    private static final VirtualAccount UP2 = VIRTUAL_ACCOUNT.as("up2");
    private static final VirtualAccount UP3 = VIRTUAL_ACCOUNT.as("up3");
    private static final VirtualAccount UP4 = VIRTUAL_ACCOUNT.as("up4");

    /** Sorts before every character of a name, blanks included, and ends each: a Virtual Account comes right before what lies below it. */
    private static final String BREAK = "\t";

    private static final Field<String> PATH = DSL.field(
            "concat(concat_ws({0}, {1}, {2}, {3}, {4}, {5}), {0})",
            String.class, DSL.inline(BREAK), UP4.NAME, UP3.NAME, UP2.NAME, UP1.NAME, SELF.NAME);

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final PoolPeople people;
    private final EventRecorder events;

    VirtualAccountTree(
            DSLContext sql,
            Transactions transactions,
            AccountService accounts,
            PoolPeople people,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.people = people;
        this.events = events;
    }

    /** What the actor may look into. @param text part of a name or description; empty for all */
    public List<VirtualAccountRow> list(
            Actor actor, SmartAccountId account, PageQuery<VirtualAccountSort> query, String text) {
        Condition condition = visible(actor, Permission.VIEW, account, text);
        Field<String> by = switch (query.sort()) {
            case PATH -> PATH;
            case NAME -> SELF.NAME;
        };
        // No two have the same name or path: nothing further decides, and an index has the names.
        OrderField<String> order = query.ascending() ? by.asc() : by.desc();
        var page = withParents()
                .where(condition)
                .orderBy(order)
                .limit(query.limit())
                .offset(query.offset())
                .fetch();
        Map<VirtualAccountId, Integer> counts = people.count(account, page.getValues(SELF.VIRTUAL_ACCOUNT_ID));
        return page.map(row -> new VirtualAccountRow(
                row.get(SELF.VIRTUAL_ACCOUNT_ID),
                row.get(SELF.NAME),
                row.get(SELF.DESCRIPTION),
                Boolean.TRUE.equals(row.get(SELF.DEFAULT_MARKER)),
                above(row),
                row.get(SELF.PARENT_VIRTUAL_ACCOUNT_ID),
                counts.getOrDefault(row.get(SELF.VIRTUAL_ACCOUNT_ID), 0),
                row.get(SELF.VERSION)));
    }

    public BoundedCount count(Actor actor, SmartAccountId account, String text) {
        return BoundedCounts.of(sql, SELF, visible(actor, Permission.VIEW, account, text));
    }

    /** For a list to choose from, by path: those in which the actor may do this. */
    public List<VirtualAccountChoice> choices(
            Actor actor, SmartAccountId account, Permission permission, String text, int offset, int limit) {
        return withParents()
                .where(visible(actor, permission, account, text))
                .orderBy(PATH)
                .limit(limit)
                .offset(offset)
                .fetch(row -> new VirtualAccountChoice(
                        row.get(SELF.VIRTUAL_ACCOUNT_ID),
                        Stream.concat(above(row).stream(), Stream.of(row.get(SELF.NAME)))
                                .reduce((first, next) -> first + VirtualAccountRow.SEPARATOR + next)
                                .orElseThrow()));
    }

    public int countChoices(Actor actor, SmartAccountId account, Permission permission, String text) {
        return sql.fetchCount(SELF, visible(actor, permission, account, text));
    }

    private SelectOnConditionStep<? extends Record> withParents() {
        return sql.select(
                        SELF.VIRTUAL_ACCOUNT_ID,
                        SELF.NAME,
                        SELF.DESCRIPTION,
                        SELF.DEFAULT_MARKER,
                        SELF.PARENT_VIRTUAL_ACCOUNT_ID,
                        SELF.VERSION,
                        UP1.NAME,
                        UP2.NAME,
                        UP3.NAME,
                        UP4.NAME)
                .from(SELF)
                .leftJoin(UP1)
                .on(UP1.VIRTUAL_ACCOUNT_ID.eq(SELF.PARENT_VIRTUAL_ACCOUNT_ID))
                .leftJoin(UP2)
                .on(UP2.VIRTUAL_ACCOUNT_ID.eq(UP1.PARENT_VIRTUAL_ACCOUNT_ID))
                .leftJoin(UP3)
                .on(UP3.VIRTUAL_ACCOUNT_ID.eq(UP2.PARENT_VIRTUAL_ACCOUNT_ID))
                .leftJoin(UP4)
                .on(UP4.VIRTUAL_ACCOUNT_ID.eq(UP3.PARENT_VIRTUAL_ACCOUNT_ID));
    }

    private static List<String> above(Record row) {
        return Stream.of(row.get(UP4.NAME), row.get(UP3.NAME), row.get(UP2.NAME), row.get(UP1.NAME))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Condition visible(Actor actor, Permission permission, SmartAccountId account, String text) {
        actor.requireAnywhere(permission, account);
        Condition condition = SELF.SMART_ACCOUNT_ID.eq(account);
        List<VirtualAccountId> limited = actor.poolsWith(permission, account);
        if (limited != null) {
            condition = condition.and(SELF.VIRTUAL_ACCOUNT_ID.in(limited));
        }
        String part = text.strip();
        return part.isEmpty()
                ? condition
                : condition.and(SELF.NAME.containsIgnoreCase(part).or(SELF.DESCRIPTION.containsIgnoreCase(part)));
    }

    /** Puts a Virtual Account, with all below it, below another one. @param parent null for the top @param version as it was read */
    public void move(Actor actor, VirtualAccountId pool, @Nullable VirtualAccountId parent, int version) {
        SmartAccountId account = accounts.requireManaged(actor, pool);
        transactions.run(() -> {
            String parentName = "";
            lock(account);
            if (parent != null) {
                List<VirtualAccountId> way = wayUp(account, parent);
                if (way.contains(pool)) {
                    throw PortalException.conflict("parent", ErrorReason.VIRTUAL_ACCOUNT_BELOW_ITSELF);
                }
                if (way.size() + height(pool) > MAX_DEPTH) {
                    throw PortalException.conflict("parent", ErrorReason.VIRTUAL_ACCOUNT_TOO_DEEP, MAX_DEPTH);
                }
                parentName = accounts.nameOf(parent);
            }
            int moved = sql.update(VIRTUAL_ACCOUNT)
                    .set(VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID, parent)
                    .set(VIRTUAL_ACCOUNT.VERSION, VIRTUAL_ACCOUNT.VERSION.plus(1))
                    .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool).and(VIRTUAL_ACCOUNT.VERSION.eq(version)))
                    .execute();
            if (moved == 0) {
                throw PortalException.stale();
            }
            events.record(
                    actor,
                    NewEvent.done(
                            EventCode.VIRTUAL_ACCOUNT_MOVED,
                            account,
                            pool,
                            "name",
                            accounts.nameOf(pool),
                            "parent",
                            parentName));
        });
    }

    /** Everybody who changes the tree, one after the other: two moves at once could make a circle. */
    private void lock(SmartAccountId account) {
        sql.select(SMART_ACCOUNT.SMART_ACCOUNT_ID)
                .from(SMART_ACCOUNT)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .forUpdate()
                .fetch();
    }

    /** The Virtual Account and those above it; the account's own, else unknown. Reads what was committed last, not a snapshot. */
    private List<VirtualAccountId> wayUp(SmartAccountId account, VirtualAccountId pool) {
        List<VirtualAccountId> way = new java.util.ArrayList<>();
        VirtualAccountId at = pool;
        while (at != null) {
            var row = sql.select(VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID)
                    .from(VIRTUAL_ACCOUNT)
                    .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(at).and(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account)))
                    .forShare()
                    .fetchOne();
            if (row == null) {
                throw PortalException.notFound();
            }
            way.add(at);
            at = row.value1();
        }
        return way;
    }

    /** Levels of the tree from here down, itself included. */
    private int height(VirtualAccountId pool) {
        List<VirtualAccountId> level = List.of(pool);
        int height = 0;
        while (!level.isEmpty() && height <= MAX_DEPTH) {
            height++;
            level = sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID)
                    .from(VIRTUAL_ACCOUNT)
                    .where(VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID.in(level))
                    .forShare()
                    .fetch(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID);
        }
        return height;
    }
}
