package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.LICENSE_TAG;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.REGISTRATION_TOKEN;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.SUBSTITUTION;
import static org.slportal.db.jooq.Tables.TAG;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.device.DeviceName;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** Licences owned and in use, and the ledger rows behind them. Reads only. */
@Service
public class InventoryService {

    /** "Expiring" on the inventory's strip and in its list. */
    private static final int EXPIRING_DAYS = 90;

    private final DSLContext sql;
    private final InstantSource clock;
    private final AccountService accounts;

    private record Expiry(int quantity, LocalDate on) {}

    public InventoryService(DSLContext sql, InstantSource clock, AccountService accounts) {
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
    }

    public InventoryFigures figures(Actor actor, VirtualAccountId pool) {
        accounts.require(actor, Permission.VIEW, pool);
        var sums = sql.select(
                        DSL.coalesce(DSL.sum(LICENSE_POOL.OWNED), BigDecimal.ZERO),
                        DSL.coalesce(DSL.sum(LICENSE_POOL.IN_USE), BigDecimal.ZERO),
                        DSL.coalesce(
                                DSL.sum(DSL.when(LICENSE_POOL.BALANCE.lt(0), LICENSE_POOL.BALANCE.neg())
                                        .otherwise(0)),
                                BigDecimal.ZERO))
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool))
                .fetchSingle();
        long expiring = expiring(List.of(pool)).values().stream()
                .mapToLong(Expiry::quantity)
                .sum();
        return new InventoryFigures(
                sums.value1().longValue(),
                sums.value2().longValue(),
                sums.value3().longValue(),
                expiring,
                counted(PRODUCT_INSTANCE, PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(pool)),
                counted(REGISTRATION_TOKEN, REGISTRATION_TOKEN.VIRTUAL_ACCOUNT_ID.eq(pool)));
    }

    /** One more than the limit stands for more than that. */
    private int counted(Table<?> table, Condition condition) {
        return sql.fetchCount(sql.selectOne().from(table).where(condition).limit(BoundedCount.LIMIT + 1));
    }

    public List<LicenseListItem> licenses(
            Actor actor, VirtualAccountId pool, PageQuery<LicenseSort> query, LicenseFilter filter) {
        accounts.require(actor, Permission.VIEW, pool);
        return fetch(List.of(pool), condition(List.of(pool), filter), query);
    }

    /** One row of the list. */
    public LicenseListItem license(Actor actor, VirtualAccountId pool, LicenseId license) {
        accounts.require(actor, Permission.VIEW, pool);
        return fetch(
                        List.of(pool),
                        LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.eq(license)),
                        PageQuery.first(1, LicenseSort.NAME))
                .stream()
                .findFirst()
                .orElseThrow(PortalException::notFound);
    }

    /** The licence of this name that the Virtual Account has or had. */
    public Optional<LicenseId> named(Actor actor, VirtualAccountId pool, String name) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.select(LICENSE.LICENSE_ID)
                .from(LICENSE)
                .join(LICENSE_POOL)
                .on(LICENSE_POOL.LICENSE_ID.eq(LICENSE.LICENSE_ID))
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE.NAME.eq(name)))
                .orderBy(LICENSE.LICENSE_ID)
                .limit(1)
                .fetchOptional(LICENSE.LICENSE_ID);
    }

    public long countLicenses(Actor actor, VirtualAccountId pool, LicenseFilter filter) {
        accounts.require(actor, Permission.VIEW, pool);
        return count(List.of(pool), filter);
    }

    /** Over several Virtual Accounts of one Smart Account, as the management API lists them. */
    public List<LicenseListItem> licenses(
            Actor actor,
            SmartAccountId account,
            Collection<VirtualAccountId> pools,
            PageQuery<LicenseSort> query,
            LicenseFilter filter) {
        accounts.requireAll(actor, Permission.VIEW, account, pools);
        return fetch(pools, condition(pools, filter), query);
    }

    public long countLicenses(
            Actor actor, SmartAccountId account, Collection<VirtualAccountId> pools, LicenseFilter filter) {
        accounts.requireAll(actor, Permission.VIEW, account, pools);
        return count(pools, filter);
    }

    private long count(Collection<VirtualAccountId> pools, LicenseFilter filter) {
        return sql.fetchCount(sql.selectOne()
                .from(LICENSE_POOL)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_POOL.LICENSE_ID))
                .where(condition(pools, filter)));
    }

    private List<LicenseListItem> fetch(
            Collection<VirtualAccountId> pools, Condition condition, PageQuery<LicenseSort> query) {
        record PoolKey(VirtualAccountId pool, LicenseId license) {}
        Map<LicenseId, Expiry> expiring = pools.size() == 1 ? expiring(pools) : Map.of();
        var rows = sql.select(
                        LICENSE.LICENSE_ID,
                        VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        LICENSE.NAME,
                        LICENSE.ENTITLEMENT_TAG,
                        LICENSE.DESCRIPTION,
                        LICENSE_POOL.OWNED,
                        LICENSE_POOL.IN_USE,
                        LICENSE_POOL.RESERVED,
                        LICENSE_POOL.BORROWED,
                        LICENSE_POOL.LENT,
                        LICENSE_POOL.BALANCE,
                        LICENSE_POOL.PENDING)
                .from(LICENSE_POOL)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_POOL.LICENSE_ID))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_POOL.VIRTUAL_ACCOUNT_ID))
                .where(condition)
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch();
        Map<PoolKey, String> lenders = new HashMap<>();
        if (rows.stream().anyMatch(row -> row.value10() > 0)) {
            sql.select(SUBSTITUTION.VIRTUAL_ACCOUNT_ID, SUBSTITUTION.CHILD_LICENSE_ID, LICENSE.NAME)
                    .from(SUBSTITUTION)
                    .join(LICENSE)
                    .on(LICENSE.LICENSE_ID.eq(SUBSTITUTION.PARENT_LICENSE_ID))
                    .where(SUBSTITUTION.VIRTUAL_ACCOUNT_ID.in(pools))
                    .orderBy(SUBSTITUTION.QUANTITY.desc(), LICENSE.NAME)
                    .forEach(row -> lenders.putIfAbsent(new PoolKey(row.value1(), row.value2()), row.value3()));
        }
        Set<PoolKey> metered = sql.selectDistinct(LICENSE_LOT.VIRTUAL_ACCOUNT_ID, LICENSE_LOT.LICENSE_ID)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .in(pools)
                        .and(LICENSE_LOT.LICENSE_ID.in(rows.map(row -> row.value1())))
                        .and(LICENSE_LOT.LICENSE_TERM.eq(LicenseTerm.USAGE))
                        .and(LICENSE_LOT.QUANTITY.gt(0)))
                .fetchSet(row -> new PoolKey(row.value1(), row.value2()));
        return rows.map(row -> {
            PoolKey key = new PoolKey(row.value2(), row.value1());
            Expiry expiry = expiring.get(row.value1());
            return new LicenseListItem(
                    row.value1(),
                    row.value2(),
                    row.value3(),
                    row.value4(),
                    row.value5(),
                    row.value6(),
                    metered.contains(key) ? Billing.USAGE : Billing.PREPAID,
                    row.value7(),
                    row.value8(),
                    row.value9(),
                    row.value10(),
                    row.value11(),
                    row.value12(),
                    row.value13(),
                    lenders.get(key),
                    expiry == null ? 0 : expiry.quantity(),
                    expiry == null ? null : expiry.on());
        });
    }

    private static Condition condition(Collection<VirtualAccountId> pools, LicenseFilter filter) {
        Condition condition = LICENSE_POOL
                .VIRTUAL_ACCOUNT_ID
                .in(pools)
                // A pool that was emptied stays as a row for its history, and is not listed.
                .and(LICENSE_POOL
                        .OWNED
                        .ne(0)
                        .or(LICENSE_POOL.IN_USE.ne(0))
                        .or(LICENSE_POOL.RESERVED.ne(0))
                        .or(LICENSE_POOL.PENDING.ne(0)));
        if (filter.onlyShort()) {
            condition = condition.and(LICENSE_POOL.BALANCE.lt(0));
        }
        String text = filter.text().strip();
        if (!text.isEmpty()) {
            condition = condition.and(LICENSE.NAME
                    .containsIgnoreCase(text)
                    .or(LICENSE.ENTITLEMENT_TAG.containsIgnoreCase(text))
                    .or(DSL.exists(DSL.selectOne()
                            .from(LICENSE_TAG)
                            .join(TAG)
                            .on(TAG.TAG_ID.eq(LICENSE_TAG.TAG_ID))
                            .where(LICENSE_TAG
                                    .VIRTUAL_ACCOUNT_ID
                                    .eq(LICENSE_POOL.VIRTUAL_ACCOUNT_ID)
                                    .and(LICENSE_TAG.LICENSE_ID.eq(LICENSE_POOL.LICENSE_ID))
                                    .and(TAG.NAME.containsIgnoreCase(text))))));
        }
        return condition;
    }

    private static List<OrderField<?>> order(PageQuery<LicenseSort> query) {
        var field = switch (query.sort()) {
            case NAME -> LICENSE.NAME;
            case OWNED -> LICENSE_POOL.OWNED;
            case IN_USE -> LICENSE_POOL.IN_USE;
            case BALANCE -> LICENSE_POOL.BALANCE;
        };
        return List.of(
                query.ascending() ? field.asc() : field.desc(),
                LICENSE.NAME.asc(),
                LICENSE_POOL.VIRTUAL_ACCOUNT_ID.asc());
    }

    private Map<LicenseId, Expiry> expiring(Collection<VirtualAccountId> pools) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // From the lots: the ledger's rows are without number.
        var quantity = DSL.sum(LICENSE_LOT.QUANTITY);
        var first = DSL.min(LICENSE_LOT.ENDS_ON);
        return sql.select(LICENSE_LOT.LICENSE_ID, quantity, first)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .in(pools)
                        .and(LICENSE_LOT.ENDS_ON.between(today, today.plusDays(EXPIRING_DAYS)))
                        .and(LICENSE_LOT.QUANTITY.gt(0)))
                .groupBy(LICENSE_LOT.LICENSE_ID)
                .fetchMap(LICENSE_LOT.LICENSE_ID, row -> new Expiry(row.value2().intValue(), row.value3()));
    }

    /** The ledger rows of one licence, or of the whole Virtual Account when none is named; newest first unless ascending. */
    public List<TransactionItem> transactions(
            Actor actor, VirtualAccountId pool, @Nullable LicenseId license, PageQuery<TransactionSort> query) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.select()
                .from(LedgerOrigins.joined())
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_TRANSACTION.LICENSE_ID))
                .where(transactionsOf(pool, license))
                .orderBy(
                        query.ascending()
                                ? LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID.asc()
                                : LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID.desc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new TransactionItem(
                        row.get(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID),
                        row.get(LICENSE_TRANSACTION.RECORDED_AT),
                        row.get(LICENSE_TRANSACTION.SOURCE),
                        row.get(LICENSE.NAME),
                        row.get(LICENSE_TRANSACTION.QUANTITY),
                        row.get(LICENSE_TRANSACTION.LICENSE_TERM),
                        row.get(LICENSE_TRANSACTION.ENDS_ON),
                        row.get(SKU.CODE),
                        LedgerOrigins.word(row),
                        row.get(LICENSE_TRANSACTION.RECORDED_BY)));
    }

    public BoundedCount countTransactions(Actor actor, VirtualAccountId pool, @Nullable LicenseId license) {
        accounts.require(actor, Permission.VIEW, pool);
        return BoundedCounts.of(sql, LICENSE_TRANSACTION, transactionsOf(pool, license));
    }

    private static Condition transactionsOf(VirtualAccountId pool, @Nullable LicenseId license) {
        Condition condition = LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID.eq(pool);
        return license == null ? condition : condition.and(LICENSE_TRANSACTION.LICENSE_ID.eq(license));
    }

    /** The product instances that use a licence, those that use most first. */
    public List<LicenseUser> users(Actor actor, VirtualAccountId pool, LicenseId license, int offset, int limit) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.select(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER,
                        CONSUMPTION.QUANTITY)
                .from(CONSUMPTION)
                .join(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(CONSUMPTION.PRODUCT_INSTANCE_ID))
                .where(usersOf(pool, license))
                .orderBy(CONSUMPTION.QUANTITY.desc(), PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .limit(limit)
                .offset(offset)
                .fetch(row -> new LicenseUser(
                        row.value1(), DeviceName.of(row.value2(), row.value3(), row.value4()), row.value5()));
    }

    public long countUsers(Actor actor, VirtualAccountId pool, LicenseId license) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.fetchCount(CONSUMPTION, usersOf(pool, license));
    }

    /** For a list that is read page by page. */
    public BoundedCount countUsersBounded(Actor actor, VirtualAccountId pool, LicenseId license) {
        accounts.require(actor, Permission.VIEW, pool);
        return BoundedCounts.of(sql, CONSUMPTION, usersOf(pool, license));
    }

    private static Condition usersOf(VirtualAccountId pool, LicenseId license) {
        return CONSUMPTION.VIRTUAL_ACCOUNT_ID.eq(pool).and(CONSUMPTION.LICENSE_ID.eq(license));
    }
}
