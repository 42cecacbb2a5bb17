package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.POOL_GUARD;
import static org.slportal.db.jooq.Tables.SUBSTITUTION;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.slportal.domain.compliance.Compliance;
import org.slportal.domain.compliance.PoolDemand;
import org.slportal.domain.compliance.PoolFigures;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.ShortageAlerts;
import org.slportal.services.catalogue.HierarchySource;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Component;

/**
 * The only writer of pool figures. Every change goes: lock the Virtual Account's guard → ledger rows and figures → rebalance. All
 * in the transaction of the business act.
 */
@Component
public class Pools {

    private final DSLContext sql;
    private final InstantSource clock;
    private final HierarchySource hierarchy;
    private final ShortageAlerts alerts;
    private final EventRecorder events;

    public Pools(
            DSLContext sql,
            InstantSource clock,
            HierarchySource hierarchy,
            ShortageAlerts alerts,
            EventRecorder events) {
        this.sql = sql;
        this.clock = clock;
        this.hierarchy = hierarchy;
        this.alerts = alerts;
        this.events = events;
    }

    /** Serialises changes of one Virtual Account's pools. Whoever needs several locks them in order of id. */
    public void lock(VirtualAccountId pool) {
        Transactions.requireTransaction();
        var locked = sql.select(POOL_GUARD.VIRTUAL_ACCOUNT_ID)
                .from(POOL_GUARD)
                .where(POOL_GUARD.VIRTUAL_ACCOUNT_ID.eq(pool))
                .forUpdate()
                .fetchOne();
        if (locked == null) {
            throw PortalException.notFound();
        }
    }

    /**
     * Adds ledger rows and moves lots and figures by them: owned, or pending where the first day is still to come. The guard must be held;
     * call {@link #rebalance} afterwards.
     */
    public void deposit(Actor actor, SmartAccountId account, VirtualAccountId pool, List<Deposit> deposits) {
        Transactions.requireTransaction();
        if (deposits.isEmpty()) {
            return;
        }
        if (deposits.stream().anyMatch(deposit -> deposit.startsOn() != null)) {
            activate(pool);
        }
        LocalDate today = today();
        var insert = sql.insertInto(
                LICENSE_TRANSACTION,
                LICENSE_TRANSACTION.SMART_ACCOUNT_ID,
                LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID,
                LICENSE_TRANSACTION.LICENSE_ID,
                LICENSE_TRANSACTION.SOURCE,
                LICENSE_TRANSACTION.QUANTITY,
                LICENSE_TRANSACTION.LICENSE_TERM,
                LICENSE_TRANSACTION.STARTS_ON,
                LICENSE_TRANSACTION.ENDS_ON,
                LICENSE_TRANSACTION.SKU_ID,
                LICENSE_TRANSACTION.ORDER_NUMBER,
                LICENSE_TRANSACTION.SUBSCRIPTION_NUMBER,
                LICENSE_TRANSACTION.CONVERSION_ID,
                LICENSE_TRANSACTION.PAK_LINE_ID,
                LICENSE_TRANSACTION.LEGACY_LICENSE_ID,
                LICENSE_TRANSACTION.COUNTERPART_VIRTUAL_ACCOUNT_ID,
                LICENSE_TRANSACTION.NOTE,
                LICENSE_TRANSACTION.RECORDED_BY,
                LICENSE_TRANSACTION.RECORDED_AT);
        Map<LicenseId, Integer> owned = byLicense();
        Map<LicenseId, Integer> pending = byLicense();
        Map<Lot, Integer> lots = new LinkedHashMap<>();
        for (Deposit deposit : deposits) {
            insert = insert.values(
                    account,
                    pool,
                    deposit.license(),
                    deposit.source(),
                    deposit.quantity(),
                    deposit.term(),
                    deposit.startsOn(),
                    deposit.endsOn(),
                    deposit.sku(),
                    deposit.orderNumber(),
                    deposit.subscription(),
                    deposit.conversion(),
                    deposit.pakLine(),
                    deposit.legacyLicense(),
                    deposit.counterpart(),
                    deposit.note(),
                    actor.name(),
                    clock.instant());
            Lot lot = Lot.of(deposit);
            lots.merge(lot, deposit.quantity(), Integer::sum);
            (lot.hasBegun(today) ? owned : pending).merge(deposit.license(), deposit.quantity(), Integer::sum);
        }
        insert.execute();
        List<Query> updates = new ArrayList<>();
        lots.keySet().stream()
                .map(Lot::license)
                .distinct()
                .forEach(license -> updates.add(emptyPool(account, pool, license)));
        owned.forEach((license, quantity) -> updates.add(sql.update(LICENSE_POOL)
                .set(LICENSE_POOL.OWNED, LICENSE_POOL.OWNED.plus(quantity))
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.eq(license)))));
        pending.forEach((license, quantity) -> updates.add(sql.update(LICENSE_POOL)
                .set(LICENSE_POOL.PENDING, LICENSE_POOL.PENDING.plus(quantity))
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.eq(license)))));
        lots.forEach((lot, quantity) -> {
            updates.add(lot.insertEmpty(sql, account, pool, today));
            updates.add(sql.update(LICENSE_LOT)
                    .set(LICENSE_LOT.QUANTITY, LICENSE_LOT.QUANTITY.plus(quantity))
                    .where(lot.in(pool)));
        });
        sql.batch(updates).execute();
    }

    /**
     * Counts what is owned from today, or since a day that has passed, as owned. The guard must be held; call {@link #rebalance}
     * afterwards if anything was.
     *
     * @return how many lots began
     */
    public int activate(VirtualAccountId pool) {
        Transactions.requireTransaction();
        var begun = sql.select(LICENSE_LOT.LICENSE_LOT_ID, LICENSE_LOT.LICENSE_ID, LICENSE_LOT.QUANTITY)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(LICENSE_LOT.COUNTED.isFalse())
                        .and(LICENSE_LOT.STARTS_ON.le(today())))
                .orderBy(LICENSE_LOT.LICENSE_LOT_ID)
                .fetch();
        List<Query> updates = new ArrayList<>();
        begun.forEach(lot -> {
            updates.add(sql.update(LICENSE_LOT)
                    .set(LICENSE_LOT.COUNTED, true)
                    .where(LICENSE_LOT.LICENSE_LOT_ID.eq(lot.value1())));
            updates.add(sql.update(LICENSE_POOL)
                    .set(LICENSE_POOL.OWNED, LICENSE_POOL.OWNED.plus(lot.value3()))
                    .set(LICENSE_POOL.PENDING, LICENSE_POOL.PENDING.minus(lot.value3()))
                    .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.eq(lot.value2()))));
        });
        if (!updates.isEmpty()) {
            sql.batch(updates).execute();
        }
        return begun.size();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Makes sure a pool exists for each licence, so that consumption can point at it. */
    public void ensure(SmartAccountId account, VirtualAccountId pool, Iterable<LicenseId> licenses) {
        Transactions.requireTransaction();
        List<Query> inserts = new ArrayList<>();
        licenses.forEach(license -> inserts.add(emptyPool(account, pool, license)));
        if (!inserts.isEmpty()) {
            sql.batch(inserts).execute();
        }
    }

    /** Moves the in-use figures. The pools exist and the guard is held. @param change signed, by licence */
    public void changeUse(VirtualAccountId pool, Map<LicenseId, Integer> change) {
        Transactions.requireTransaction();
        List<Query> updates = new ArrayList<>();
        Map<LicenseId, Integer> ordered = byLicense();
        ordered.putAll(change);
        ordered.forEach((license, quantity) -> {
            if (quantity != 0) {
                updates.add(sql.update(LICENSE_POOL)
                        .set(LICENSE_POOL.IN_USE, LICENSE_POOL.IN_USE.plus(quantity))
                        .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.eq(license))));
            }
        });
        if (!updates.isEmpty()) {
            sql.batch(updates).execute();
        }
    }

    /**
     * Moves what is reserved of lots, and the pool's figure with it. The guard is held; rebalance afterwards.
     *
     * @param change signed, by lot of this pool
     */
    public void changeReserved(VirtualAccountId pool, Map<LicenseLotId, Integer> change) {
        Transactions.requireTransaction();
        List<Query> updates = new ArrayList<>();
        change.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .sorted(Map.Entry.comparingByKey(Comparator.comparingLong(LicenseLotId::value)))
                .forEach(each -> {
                    updates.add(sql.update(LICENSE_LOT)
                            .set(LICENSE_LOT.RESERVED, LICENSE_LOT.RESERVED.plus(each.getValue()))
                            .where(LICENSE_LOT
                                    .LICENSE_LOT_ID
                                    .eq(each.getKey())
                                    .and(LICENSE_LOT.VIRTUAL_ACCOUNT_ID.eq(pool))));
                    updates.add(sql.update(LICENSE_POOL)
                            .set(LICENSE_POOL.RESERVED, LICENSE_POOL.RESERVED.plus(each.getValue()))
                            .where(LICENSE_POOL
                                    .VIRTUAL_ACCOUNT_ID
                                    .eq(pool)
                                    .and(LICENSE_POOL.LICENSE_ID.eq(DSL.select(LICENSE_LOT.LICENSE_ID)
                                            .from(LICENSE_LOT)
                                            .where(LICENSE_LOT.LICENSE_LOT_ID.eq(each.getKey()))))));
                });
        if (!updates.isEmpty()) {
            sql.batch(updates).execute();
        }
    }

    /**
     * Computes substitution and balance of all the account's pools anew, stores what differs, and opens or clears the shortage
     * alerts.
     */
    public Compliance rebalance(Actor actor, SmartAccountId account, VirtualAccountId pool) {
        Transactions.requireTransaction();
        Map<LicenseId, String> names = hierarchy.names();
        List<PoolDemand> demands = new ArrayList<>();
        Map<LicenseId, PoolFigures> before = byLicense();
        sql.select(
                        LICENSE_POOL.LICENSE_ID,
                        LICENSE_POOL.OWNED,
                        LICENSE_POOL.RESERVED,
                        LICENSE_POOL.IN_USE,
                        LICENSE_POOL.BORROWED,
                        LICENSE_POOL.LENT)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool))
                .forEach(row -> {
                    LicenseId license = row.value1();
                    demands.add(new PoolDemand(
                            license, names.getOrDefault(license, ""), row.value2(), row.value3(), row.value4()));
                    before.put(
                            license,
                            new PoolFigures(
                                    license, row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
                });
        Compliance compliance = Compliance.of(demands, hierarchy.hierarchy());
        storeFigures(pool, before, compliance);
        tellShortages(actor, account, pool, names, compliance);
        return compliance;
    }

    private void storeFigures(VirtualAccountId pool, Map<LicenseId, PoolFigures> before, Compliance compliance) {
        List<Query> updates = new ArrayList<>();
        compliance.figures().forEach((license, after) -> {
            if (!after.equals(before.get(license))) {
                updates.add(sql.update(LICENSE_POOL)
                        .set(LICENSE_POOL.BORROWED, after.borrowed())
                        .set(LICENSE_POOL.LENT, after.lent())
                        .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.eq(license))));
            }
        });
        boolean substituted = before.values().stream().anyMatch(figures -> figures.borrowed() > 0)
                || !compliance.substitutions().isEmpty();
        if (substituted) {
            updates.add(sql.deleteFrom(SUBSTITUTION).where(SUBSTITUTION.VIRTUAL_ACCOUNT_ID.eq(pool)));
            compliance
                    .substitutions()
                    .forEach(substitution -> updates.add(sql.insertInto(SUBSTITUTION)
                            .set(SUBSTITUTION.VIRTUAL_ACCOUNT_ID, pool)
                            .set(SUBSTITUTION.PARENT_LICENSE_ID, substitution.parent())
                            .set(SUBSTITUTION.CHILD_LICENSE_ID, substitution.child())
                            .set(SUBSTITUTION.QUANTITY, substitution.quantity())));
        }
        if (!updates.isEmpty()) {
            sql.batch(updates).execute();
        }
    }

    /** The open alerts, not the figures before, say what was short: a figure may have changed earlier in the transaction. */
    private void tellShortages(
            Actor actor,
            SmartAccountId account,
            VirtualAccountId pool,
            Map<LicenseId, String> names,
            Compliance compliance) {
        Map<LicenseId, Integer> open = alerts.open(pool);
        compliance.figures().forEach((license, figures) -> {
            int missing = Math.max(0, -figures.balance());
            int told = open.getOrDefault(license, 0);
            if (missing == told) {
                return;
            }
            String name = names.getOrDefault(license, "");
            if (missing > 0) {
                alerts.raise(account, pool, license, missing);
                events.record(
                        actor,
                        NewEvent.done(
                                        EventCode.LICENSES_SHORT,
                                        account,
                                        pool,
                                        "license",
                                        name,
                                        "quantity",
                                        Integer.toString(missing))
                                .about(license));
            } else {
                alerts.clear(pool, license);
                events.record(
                        actor,
                        NewEvent.done(EventCode.LICENSES_SUFFICIENT, account, pool, "license", name)
                                .about(license));
            }
        });
    }

    private Query emptyPool(SmartAccountId account, VirtualAccountId pool, LicenseId license) {
        return sql.insertInto(LICENSE_POOL)
                .set(LICENSE_POOL.VIRTUAL_ACCOUNT_ID, pool)
                .set(LICENSE_POOL.LICENSE_ID, license)
                .set(LICENSE_POOL.SMART_ACCOUNT_ID, account)
                .onDuplicateKeyIgnore();
    }

    private static <V> Map<LicenseId, V> byLicense() {
        return new TreeMap<>(java.util.Comparator.comparingLong(LicenseId::value));
    }
}
