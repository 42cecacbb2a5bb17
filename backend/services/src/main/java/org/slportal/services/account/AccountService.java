package org.slportal.services.account;

import static org.slportal.db.jooq.Tables.POOL_GUARD;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.TAG;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT_TAG;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Smart Accounts somebody can see, and the Virtual Accounts in them. */
@Service
public class AccountService {

    private static final int MAX_NAME = 120;
    private static final int MAX_DESCRIPTION = 500;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final EventRecorder events;
    private final PoolPeople people;

    public AccountService(
            DSLContext sql, Transactions transactions, InstantSource clock, EventRecorder events, PoolPeople people) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.events = events;
        this.people = people;
    }

    /** By name. */
    public List<SmartAccountItem> smartAccounts(Actor actor) {
        Condition visible = actor.kind() == ActorKind.SYSTEM
                ? DSL.noCondition()
                : SMART_ACCOUNT.SMART_ACCOUNT_ID.in(
                        actor.grants().stream().map(Actor.Grant::smartAccount).toList());
        return sql.select(
                        SMART_ACCOUNT.SMART_ACCOUNT_ID,
                        SMART_ACCOUNT.NAME,
                        SMART_ACCOUNT.DOMAIN,
                        SMART_ACCOUNT.EXPORT_PERMITTED)
                .from(SMART_ACCOUNT)
                .where(visible)
                .orderBy(SMART_ACCOUNT.NAME)
                .fetch(row -> new SmartAccountItem(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** The Virtual Accounts the actor may look into, the default one first, then by name. */
    public List<VirtualAccountItem> virtualAccounts(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return items(within(actor, account, Permission.VIEW));
    }

    /**
     * A piece of the Virtual Accounts in which the actor may do this, the default one first, then by name: what a picker shows.
     *
     * @param name part of the name, or of a tag's; empty for all
     */
    public List<VirtualAccountItem> virtualAccounts(
            Actor actor, SmartAccountId account, Permission permission, String name, int offset, int limit) {
        actor.requireAnywhere(Permission.VIEW, account);
        return items(within(actor, account, permission).and(named(name)), offset, limit);
    }

    /** The same without one of them: where something may go that is there already. */
    public List<VirtualAccountItem> virtualAccountsBut(
            Actor actor,
            SmartAccountId account,
            Permission permission,
            VirtualAccountId from,
            String name,
            int offset,
            int limit) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition others = VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.ne(from);
        return items(within(actor, account, permission).and(named(name)).and(others), offset, limit);
    }

    /** Those of the named ones the actor may look into; what was chosen in a picker, shown again. */
    public List<VirtualAccountItem> virtualAccounts(
            Actor actor, SmartAccountId account, Collection<VirtualAccountId> chosen) {
        actor.requireAnywhere(Permission.VIEW, account);
        return chosen.isEmpty()
                ? List.of()
                : items(within(actor, account, Permission.VIEW)
                        .and(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(Set.copyOf(chosen))));
    }

    private static Condition named(String name) {
        String part = name.strip();
        return part.isEmpty()
                ? DSL.noCondition()
                : VIRTUAL_ACCOUNT
                        .NAME
                        .containsIgnoreCase(part)
                        .or(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(DSL.select(VIRTUAL_ACCOUNT_TAG.VIRTUAL_ACCOUNT_ID)
                                .from(VIRTUAL_ACCOUNT_TAG)
                                .join(TAG)
                                .on(TAG.TAG_ID.eq(VIRTUAL_ACCOUNT_TAG.TAG_ID))
                                .where(TAG.NAME.containsIgnoreCase(part))));
    }

    /** One the actor may look into; empty for any other, also one that is gone. */
    public Optional<VirtualAccountItem> findVirtualAccount(Actor actor, SmartAccountId account, VirtualAccountId pool) {
        actor.requireAnywhere(Permission.VIEW, account);
        return items(within(actor, account, Permission.VIEW).and(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool)), 0, 1)
                .stream()
                .findFirst();
    }

    private static Condition within(Actor actor, SmartAccountId account, Permission permission) {
        List<VirtualAccountId> limited = actor.poolsWith(permission, account);
        Condition all = VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account);
        return limited == null ? all : all.and(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    public VirtualAccountItem virtualAccount(Actor actor, VirtualAccountId pool) {
        require(actor, Permission.VIEW, pool);
        return items(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool)).getFirst();
    }

    /** How many people have access to it. */
    public int people(Actor actor, VirtualAccountId pool) {
        SmartAccountId account = require(actor, Permission.VIEW, pool);
        return people.count(account, List.of(pool)).getOrDefault(pool, 0);
    }

    /**
     * Refuses unless the actor may do this in the Virtual Account; a Virtual Account of a foreign account is unknown.
     *
     * @return the Smart Account it belongs to
     */
    public SmartAccountId require(Actor actor, Permission permission, VirtualAccountId pool) {
        SmartAccountId account = sql.select(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool))
                .fetchOne(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID);
        if (account == null) {
            throw PortalException.notFound();
        }
        actor.require(permission, account, pool);
        return account;
    }

    /** Refuses unless the actor may do this in each of the Virtual Accounts, and all are of this Smart Account. */
    public void requireAll(
            Actor actor, Permission permission, SmartAccountId account, Collection<VirtualAccountId> pools) {
        pools.forEach(pool -> actor.require(permission, account, pool));
        // Account-wide rights cover whatever id was named: that it is the account's own only the database knows.
        Set<VirtualAccountId> named = Set.copyOf(pools);
        int own = sql.fetchCount(
                VIRTUAL_ACCOUNT,
                VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account).and(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(named)));
        if (own != named.size()) {
            throw PortalException.notFound();
        }
    }

    private List<VirtualAccountItem> items(Condition condition) {
        return items(condition, 0, Integer.MAX_VALUE);
    }

    private List<VirtualAccountItem> items(Condition condition, int offset, int limit) {
        return sql.select(
                        VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        VIRTUAL_ACCOUNT.DESCRIPTION,
                        VIRTUAL_ACCOUNT.DEFAULT_MARKER,
                        VIRTUAL_ACCOUNT.VERSION)
                .from(VIRTUAL_ACCOUNT)
                .where(condition)
                .orderBy(VIRTUAL_ACCOUNT.DEFAULT_MARKER.desc(), VIRTUAL_ACCOUNT.NAME)
                .limit(limit)
                .offset(offset)
                .fetch(row -> new VirtualAccountItem(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        Boolean.TRUE.equals(row.value5()),
                        row.value6()));
    }

    public VirtualAccountId create(Actor actor, SmartAccountId account, VirtualAccountData data) {
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        VirtualAccountData clean = clean(data);
        return transactions.write(() -> insert(actor, account, clean, false));
    }

    /** Also used by the set-up and the demo, which make the default Virtual Account. */
    public VirtualAccountId insert(Actor actor, SmartAccountId account, VirtualAccountData data, boolean isDefault) {
        Transactions.requireTransaction();
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        if (data.parent() != null) {
            requireRoomBelow(account, data.parent());
        }
        VirtualAccountId id = unlessNameTaken(
                data.name(),
                () -> sql.insertInto(VIRTUAL_ACCOUNT)
                        .set(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID, account)
                        .set(VIRTUAL_ACCOUNT.NAME, data.name())
                        .set(VIRTUAL_ACCOUNT.DESCRIPTION, data.description())
                        .set(VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID, data.parent())
                        .set(VIRTUAL_ACCOUNT.DEFAULT_MARKER, isDefault ? Boolean.TRUE : null)
                        .set(VIRTUAL_ACCOUNT.CREATED_AT, clock.instant())
                        .returning(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID)
                        .fetchSingle()
                        .getVirtualAccountId());
        sql.insertInto(POOL_GUARD).set(POOL_GUARD.VIRTUAL_ACCOUNT_ID, id).execute();
        events.record(actor, NewEvent.done(EventCode.VIRTUAL_ACCOUNT_CREATED, account, id, "name", data.name()));
        return id;
    }

    /** The parent is the account's own and not on the last level. Under the lock every change of the tree takes. */
    private void requireRoomBelow(SmartAccountId account, VirtualAccountId parent) {
        lockAccount(account);
        VirtualAccountId at = parent;
        for (int level = 1; at != null; level++) {
            if (level == VirtualAccountTree.MAX_DEPTH) {
                throw PortalException.conflict(
                        "parent", ErrorReason.VIRTUAL_ACCOUNT_TOO_DEEP, VirtualAccountTree.MAX_DEPTH);
            }
            var row = sql.select(VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID)
                    .from(VIRTUAL_ACCOUNT)
                    .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(at).and(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account)))
                    .forShare()
                    .fetchOne();
            if (row == null) {
                throw PortalException.notFound();
            }
            at = row.value1();
        }
    }

    private void lockAccount(SmartAccountId account) {
        sql.select(SMART_ACCOUNT.SMART_ACCOUNT_ID)
                .from(SMART_ACCOUNT)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .forUpdate()
                .fetch();
    }

    /** Name, domain identifier and the rest; for everybody who belongs to the account. */
    public AccountProperties properties(Actor actor, SmartAccountId account) {
        if (!actor.knows(account)) {
            throw PortalException.notFound();
        }
        var row = sql.selectFrom(SMART_ACCOUNT)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        return new AccountProperties(
                account,
                row.getName(),
                row.getDomain(),
                row.getAccountType().equals("HOLDING"),
                row.getStatus().equals("ACTIVE"),
                row.getExportPermitted(),
                row.getCreatedAt(),
                row.getVersion());
    }

    /** @param version as read with the name that was edited */
    public void rename(Actor actor, SmartAccountId account, String name, int version) {
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        String clean = Checks.required("name", name, MAX_NAME);
        transactions.run(() -> {
            String before = sql.select(SMART_ACCOUNT.NAME)
                    .from(SMART_ACCOUNT)
                    .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                    .fetchOne(SMART_ACCOUNT.NAME);
            if (before == null) {
                throw PortalException.notFound();
            }
            int changed = sql.update(SMART_ACCOUNT)
                    .set(SMART_ACCOUNT.NAME, clean)
                    .set(SMART_ACCOUNT.VERSION, SMART_ACCOUNT.VERSION.plus(1))
                    .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account).and(SMART_ACCOUNT.VERSION.eq(version)))
                    .execute();
            if (changed == 0) {
                throw PortalException.stale();
            }
            events.record(
                    actor, NewEvent.done(EventCode.ACCOUNT_CHANGED, account, null, "name", clean, "before", before));
        });
    }

    /** @param version as read with the values that were edited */
    public void update(Actor actor, VirtualAccountId pool, VirtualAccountData data, int version) {
        SmartAccountId account = requireManaged(actor, pool);
        VirtualAccountData clean = clean(data);
        transactions.run(() -> {
            String before = nameOf(pool);
            int changed = unlessNameTaken(
                    clean.name(),
                    () -> sql.update(VIRTUAL_ACCOUNT)
                            .set(VIRTUAL_ACCOUNT.NAME, clean.name())
                            .set(VIRTUAL_ACCOUNT.DESCRIPTION, clean.description())
                            .set(VIRTUAL_ACCOUNT.VERSION, VIRTUAL_ACCOUNT.VERSION.plus(1))
                            .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool).and(VIRTUAL_ACCOUNT.VERSION.eq(version)))
                            .execute());
            if (changed == 0) {
                throw PortalException.stale();
            }
            events.record(
                    actor,
                    NewEvent.done(
                            EventCode.VIRTUAL_ACCOUNT_CHANGED, account, pool, "name", clean.name(), "before", before));
        });
    }

    public void makeDefault(Actor actor, VirtualAccountId pool) {
        SmartAccountId account = requireManaged(actor, pool);
        transactions.run(() -> {
            // One after the other: two who choose a default at once would both find no other one to unmark.
            lockAccount(account);
            sql.update(VIRTUAL_ACCOUNT)
                    .setNull(VIRTUAL_ACCOUNT.DEFAULT_MARKER)
                    .set(VIRTUAL_ACCOUNT.VERSION, VIRTUAL_ACCOUNT.VERSION.plus(1))
                    .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account).and(VIRTUAL_ACCOUNT.DEFAULT_MARKER.isTrue()))
                    .execute();
            sql.update(VIRTUAL_ACCOUNT)
                    .set(VIRTUAL_ACCOUNT.DEFAULT_MARKER, true)
                    .set(VIRTUAL_ACCOUNT.VERSION, VIRTUAL_ACCOUNT.VERSION.plus(1))
                    .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool))
                    .execute();
            events.record(actor, NewEvent.done(EventCode.VIRTUAL_ACCOUNT_DEFAULT, account, pool, "name", nameOf(pool)));
        });
    }

    /** Only an empty one: what holds licences, devices, tokens, grants or ledger rows is refused by their foreign keys. */
    public void delete(Actor actor, VirtualAccountId pool) {
        SmartAccountId account = requireManaged(actor, pool);
        transactions.run(() -> {
            VirtualAccountItem item =
                    items(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool)).getFirst();
            if (item.isDefault()) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.VIRTUAL_ACCOUNT_IS_DEFAULT);
            }
            try {
                sql.deleteFrom(VIRTUAL_ACCOUNT)
                        .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool))
                        .execute();
            } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
                throw PortalException.of(PortalException.Kind.CONFLICT, whatHolds(e), item.name())
                        .causedBy(e);
            }
            sql.deleteFrom(POOL_GUARD)
                    .where(POOL_GUARD.VIRTUAL_ACCOUNT_ID.eq(pool))
                    .execute();
            events.record(actor, NewEvent.done(EventCode.VIRTUAL_ACCOUNT_DELETED, account, null, "name", item.name()));
        });
    }

    /** By the foreign key that refused: what to do first, where that helps. The ledger's rows never go away. */
    private static ErrorReason whatHolds(Exception refusal) {
        if (Constraint.violated(refusal, "fk_virtual_account_parent")) {
            return ErrorReason.VIRTUAL_ACCOUNT_HAS_CHILDREN;
        }
        if (Constraint.violated(refusal, "fk_product_instance_virtual_account")) {
            return ErrorReason.VIRTUAL_ACCOUNT_HAS_DEVICES;
        }
        if (Constraint.violated(refusal, "fk_role_grant_virtual_account")) {
            return ErrorReason.VIRTUAL_ACCOUNT_HAS_PEOPLE;
        }
        return ErrorReason.VIRTUAL_ACCOUNT_NOT_EMPTY;
    }

    SmartAccountId requireManaged(Actor actor, VirtualAccountId pool) {
        SmartAccountId account = require(actor, Permission.VIEW, pool);
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        return account;
    }

    String nameOf(VirtualAccountId pool) {
        return sql.select(VIRTUAL_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool))
                .fetchSingle(VIRTUAL_ACCOUNT.NAME);
    }

    private static VirtualAccountData clean(VirtualAccountData data) {
        return new VirtualAccountData(
                Checks.required("name", data.name(), MAX_NAME),
                Checks.optional("description", data.description(), MAX_DESCRIPTION),
                data.parent());
    }

    private static <T> T unlessNameTaken(String name, java.util.function.Supplier<T> act) {
        try {
            return act.get();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (Constraint.violated(e, "uq_virtual_account_name")) {
                throw PortalException.conflict("name", ErrorReason.VIRTUAL_ACCOUNT_NAME_TAKEN, name)
                        .causedBy(e);
            }
            throw e;
        }
    }
}
