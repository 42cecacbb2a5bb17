package org.slportal.services.dashboard;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.Reach;
import org.slportal.services.db.Transactions;
import org.slportal.services.page.BoundedCount;
import org.springframework.stereotype.Service;

/**
 * How an account stands. Reads pools and lots, of which there are as many as Virtual Accounts have kinds of licences, over indexes that
 * hold all that is asked; whatever grows with devices comes from {@link AccountCounts}.
 */
@Service
public class DashboardService {

    static final int TOP = 10;
    private static final int YEAR = 365;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountCounts counts;

    DashboardService(DSLContext sql, Transactions transactions, InstantSource clock, AccountCounts counts) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.counts = counts;
    }

    /** For somebody limited to Virtual Accounts, of these alone. */
    public Dashboard dashboard(Actor actor, SmartAccountId account) {
        Reach reach = Reach.of(actor, account);
        return transactions.read(
                () -> new Dashboard(coverage(reach), shortages(reach), expiries(reach), counts.of(reach)));
    }

    private Coverage coverage(Reach reach) {
        Field<BigDecimal> owned = DSL.sum(LICENSE_POOL.OWNED).as("owned");
        Field<BigDecimal> needed =
                DSL.sum(LICENSE_POOL.IN_USE.plus(LICENSE_POOL.RESERVED)).as("needed");
        Field<BigDecimal> lacking =
                DSL.sum(DSL.greatest(LICENSE_POOL.BALANCE.neg(), DSL.inline(0))).as("lacking");
        Field<VirtualAccountId> id = LICENSE_POOL.VIRTUAL_ACCOUNT_ID.as("pool");
        Table<?> byPool = DSL.select(id, owned, needed, lacking)
                .from(LICENSE_POOL)
                .where(reach.covers(LICENSE_POOL.SMART_ACCOUNT_ID, LICENSE_POOL.VIRTUAL_ACCOUNT_ID))
                .groupBy(LICENSE_POOL.VIRTUAL_ACCOUNT_ID)
                .having(DSL.sum(LICENSE_POOL.OWNED)
                        .plus(DSL.sum(LICENSE_POOL.IN_USE))
                        .plus(DSL.sum(LICENSE_POOL.RESERVED))
                        .gt(BigDecimal.ZERO))
                .asTable("by_pool");
        Field<VirtualAccountId> pool = inner(byPool, id);
        Field<BigDecimal> poolOwned = inner(byPool, owned);
        Field<BigDecimal> poolNeeded = inner(byPool, needed);
        Field<BigDecimal> poolLacking = inner(byPool, lacking);
        // The sums over everything stand beside each of the ten: one pass for both.
        Table<?> ranked = DSL.select(
                        pool,
                        poolOwned,
                        poolNeeded,
                        poolLacking,
                        DSL.sum(poolOwned).over().as("all_owned"),
                        DSL.sum(poolNeeded).over().as("all_needed"),
                        DSL.sum(poolLacking).over().as("all_lacking"),
                        DSL.count().over().as("pools"))
                .from(byPool)
                .orderBy(poolLacking.desc(), poolNeeded.desc(), pool)
                .limit(TOP)
                .asTable("ranked");
        Field<VirtualAccountId> top = inner(ranked, pool);
        var rows = sql.select()
                .from(ranked)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(top))
                .orderBy(
                        inner(ranked, poolLacking).desc(),
                        inner(ranked, poolNeeded).desc(),
                        VIRTUAL_ACCOUNT.NAME)
                .fetch();
        if (rows.isEmpty()) {
            return new Coverage(List.of(), 0, 0, 0, 0);
        }
        List<Coverage.OfPool> shortest = rows.map(row -> new Coverage.OfPool(
                row.get(top),
                row.get(VIRTUAL_ACCOUNT.NAME),
                row.get("owned", Long.class),
                row.get("needed", Long.class),
                row.get("lacking", Long.class)));
        var first = rows.getFirst();
        return new Coverage(
                shortest,
                first.get("pools", Integer.class) - shortest.size(),
                first.get("all_owned", Long.class),
                first.get("all_needed", Long.class),
                first.get("all_lacking", Long.class));
    }

    private Shortages shortages(Reach reach) {
        Condition isShort = reach.covers(LICENSE_POOL.SMART_ACCOUNT_ID, LICENSE_POOL.VIRTUAL_ACCOUNT_ID)
                .and(LICENSE_POOL.BALANCE.lt(0));
        // The ten are found before names are joined to them.
        Table<?> largest = DSL.select(LICENSE_POOL.VIRTUAL_ACCOUNT_ID, LICENSE_POOL.LICENSE_ID, LICENSE_POOL.BALANCE)
                .from(LICENSE_POOL)
                .where(isShort)
                .orderBy(LICENSE_POOL.BALANCE, LICENSE_POOL.VIRTUAL_ACCOUNT_ID, LICENSE_POOL.LICENSE_ID)
                .limit(TOP)
                .asTable("largest");
        List<Shortages.Shortage> rows = sql.select(
                        VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        LICENSE.LICENSE_ID,
                        LICENSE.NAME,
                        inner(largest, LICENSE_POOL.BALANCE))
                .from(largest)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(inner(largest, LICENSE_POOL.VIRTUAL_ACCOUNT_ID)))
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(inner(largest, LICENSE_POOL.LICENSE_ID)))
                .orderBy(inner(largest, LICENSE_POOL.BALANCE), VIRTUAL_ACCOUNT.NAME, LICENSE.NAME)
                .fetch(row ->
                        new Shortages.Shortage(row.value1(), row.value2(), row.value3(), row.value4(), -row.value5()));
        BoundedCount count = BoundedCount.of(
                sql.fetchCount(DSL.selectOne().from(LICENSE_POOL).where(isShort).limit(BoundedCount.LIMIT + 1)));
        return new Shortages(rows, count.rows(), count.exact());
    }

    private Expiries expiries(Reach reach) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Condition ending = reach.covers(LICENSE_LOT.SMART_ACCOUNT_ID, LICENSE_LOT.VIRTUAL_ACCOUNT_ID)
                .and(LICENSE_LOT.ENDS_ON.between(today, today.plusDays(YEAR)))
                .and(LICENSE_LOT.QUANTITY.gt(0));
        var sums = sql.select(until(today.plusDays(30)), until(today.plusDays(90)), until(today.plusDays(YEAR)))
                .from(LICENSE_LOT)
                .where(ending)
                .fetchSingle();
        Table<?> soonest = DSL.select(
                        LICENSE_LOT.LICENSE_LOT_ID,
                        LICENSE_LOT.VIRTUAL_ACCOUNT_ID,
                        LICENSE_LOT.LICENSE_ID,
                        LICENSE_LOT.QUANTITY,
                        LICENSE_LOT.ENDS_ON)
                .from(LICENSE_LOT)
                .where(ending)
                .orderBy(LICENSE_LOT.ENDS_ON, LICENSE_LOT.LICENSE_LOT_ID)
                .limit(TOP)
                .asTable("soonest");
        List<Expiries.Expiry> next = sql.select(
                        VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        LICENSE.LICENSE_ID,
                        LICENSE.NAME,
                        inner(soonest, LICENSE_LOT.QUANTITY),
                        inner(soonest, LICENSE_LOT.ENDS_ON))
                .from(soonest)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(inner(soonest, LICENSE_LOT.VIRTUAL_ACCOUNT_ID)))
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(inner(soonest, LICENSE_LOT.LICENSE_ID)))
                .orderBy(inner(soonest, LICENSE_LOT.ENDS_ON), inner(soonest, LICENSE_LOT.LICENSE_LOT_ID))
                .fetch(row -> new Expiries.Expiry(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
        return new Expiries(sums.value1(), sums.value2(), sums.value3(), next);
    }

    private static Field<Long> until(LocalDate day) {
        return DSL.coalesce(
                        DSL.sum(DSL.when(LICENSE_LOT.ENDS_ON.le(day), LICENSE_LOT.QUANTITY)
                                .otherwise(0)),
                        BigDecimal.ZERO)
                .cast(SQLDataType.BIGINT);
    }

    private static <T> Field<T> inner(Table<?> table, Field<T> field) {
        return java.util.Objects.requireNonNull(table.field(field), field::getName);
    }
}
