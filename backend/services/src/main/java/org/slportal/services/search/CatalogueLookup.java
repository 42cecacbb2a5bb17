package org.slportal.services.search;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.license.TransactionSource;
import org.springframework.stereotype.Component;

/** SKUs, smart licences, and orders that brought smart licences. */
@Component
class CatalogueLookup {

    /** How many lines of one SKU are counted. */
    private static final int COUNTED = 1000;

    private final DSLContext sql;

    CatalogueLookup(DSLContext sql) {
        this.sql = sql;
    }

    private record Left(int paks, long available, boolean atLeast) {}

    Hits<FoundSku> skus(Sight sight, SearchText text) {
        var rows = sql.select()
                .from(SKU)
                .leftJoin(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(SKU.LICENSE_ID))
                .where(text.begins(SKU.CODE))
                .orderBy(SKU.CODE)
                .limit(Hits.SHOWN + 1)
                .fetch();
        Map<SkuId, Left> left = left(sight, rows.getValues(SKU.SKU_ID));
        return Hits.of(rows.map(row -> {
            Left ofSku = left.getOrDefault(row.get(SKU.SKU_ID), new Left(0, 0, false));
            return new FoundSku(
                    row.get(SKU.CODE),
                    row.get(SKU.DESCRIPTION),
                    row.get(LICENSE.NAME),
                    row.get(SKU.LICENSE_QUANTITY),
                    row.get(SKU.LICENSE_TERM),
                    row.get(SKU.PARTIAL_ALLOWED),
                    ofSku.paks(),
                    ofSku.available(),
                    ofSku.atLeast());
        }));
    }

    /** Counts a bounded number of lines of each SKU, all in one query. */
    private Map<SkuId, Left> left(Sight sight, List<SkuId> skus) {
        if (skus.isEmpty()) {
            return Map.of();
        }
        Field<Integer> available = PAK_LINE.ORDERED.minus(PAK_LINE.FULFILLED).minus(PAK_LINE.CONVERTED);
        Select<Record2<SkuId, Integer>> all = skus.stream()
                .<Select<Record2<SkuId, Integer>>>map(sku -> DSL.select(PAK_LINE.SKU_ID, available.as("available"))
                        .from(PAK_LINE)
                        .join(PAK)
                        .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                        .where(PAK_LINE.SKU_ID
                                .eq(sku)
                                .and(available.gt(0))
                                .and(sight.covers(PAK.SMART_ACCOUNT_ID, PAK.VIRTUAL_ACCOUNT_ID)))
                        .limit(COUNTED + 1))
                .reduce(Select::unionAll)
                .orElseThrow();
        Map<SkuId, Left> left = new HashMap<>();
        sql.fetch(all)
                .forEach(row -> left.merge(
                        row.value1(),
                        new Left(1, row.value2(), false),
                        (sum, one) -> sum.paks() == COUNTED
                                ? new Left(COUNTED, sum.available(), true)
                                : new Left(sum.paks() + 1, sum.available() + one.available(), false)));
        return left;
    }

    Hits<FoundOrder> orders(Sight sight, SearchText text) {
        return Hits.of(sql.select(
                        LICENSE_TRANSACTION.ORDER_NUMBER,
                        LICENSE.LICENSE_ID,
                        LICENSE.NAME,
                        LICENSE_TRANSACTION.QUANTITY,
                        LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        LICENSE_TRANSACTION.RECORDED_AT)
                .from(LICENSE_TRANSACTION)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_TRANSACTION.LICENSE_ID))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID))
                .where(sight.covers(LICENSE_TRANSACTION.SMART_ACCOUNT_ID, LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID)
                        .and(text.begins(LICENSE_TRANSACTION.ORDER_NUMBER))
                        .and(LICENSE_TRANSACTION.SOURCE.eq(TransactionSource.ORDER)))
                .orderBy(LICENSE_TRANSACTION.ORDER_NUMBER, LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID)
                .limit(Hits.SHOWN + 1)
                .fetch(row -> new FoundOrder(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7())));
    }

    Hits<FoundLicense> licenses(Sight sight, SearchText text) {
        var rows = sql.select(LICENSE.LICENSE_ID, LICENSE.NAME)
                .from(LICENSE)
                .where(text.begins(LICENSE.NAME))
                .orderBy(LICENSE.NAME)
                .limit(Hits.SHOWN + 1)
                .fetch();
        if (rows.isEmpty()) {
            return new Hits<>(List.of(), false);
        }
        List<LicenseId> ids = rows.getValues(LICENSE.LICENSE_ID);
        Map<LicenseId, List<FoundLicense.Pool>> pools = pools(sight, ids);
        Map<LicenseId, List<String>> skus = sql.select(SKU.LICENSE_ID, SKU.CODE)
                .from(SKU)
                .where(SKU.LICENSE_ID.in(ids))
                .orderBy(SKU.CODE)
                .fetchGroups(SKU.LICENSE_ID, SKU.CODE);
        return Hits.of(rows.map(row -> new FoundLicense(
                row.value1(),
                row.value2(),
                Hits.of(pools.getOrDefault(row.value1(), List.of())),
                Hits.of(skus.getOrDefault(row.value1(), List.of())))));
    }

    private Map<LicenseId, List<FoundLicense.Pool>> pools(Sight sight, List<LicenseId> licenses) {
        var rank = DSL.rowNumber()
                .over(DSL.partitionBy(LICENSE_POOL.LICENSE_ID)
                        .orderBy(LICENSE_POOL.BALANCE, LICENSE_POOL.VIRTUAL_ACCOUNT_ID))
                .as("rank_in_license");
        var ranked = DSL.select(
                        LICENSE_POOL.LICENSE_ID,
                        LICENSE_POOL.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        LICENSE_POOL.OWNED,
                        LICENSE_POOL.IN_USE,
                        LICENSE_POOL.BALANCE,
                        rank)
                .from(LICENSE_POOL)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_POOL.VIRTUAL_ACCOUNT_ID))
                .where(sight.covers(LICENSE_POOL.SMART_ACCOUNT_ID, LICENSE_POOL.VIRTUAL_ACCOUNT_ID)
                        .and(LICENSE_POOL.LICENSE_ID.in(licenses))
                        .and(LICENSE_POOL.OWNED.ne(0).or(LICENSE_POOL.IN_USE.ne(0))))
                .asTable("ranked");
        return sql
                .select(
                        ranked.field(LICENSE_POOL.LICENSE_ID),
                        ranked.field(LICENSE_POOL.VIRTUAL_ACCOUNT_ID),
                        ranked.field(VIRTUAL_ACCOUNT.NAME),
                        ranked.field(LICENSE_POOL.OWNED),
                        ranked.field(LICENSE_POOL.IN_USE),
                        ranked.field(LICENSE_POOL.BALANCE))
                .from(ranked)
                .where(ranked.field("rank_in_license", Integer.class).le(Hits.SHOWN + 1))
                .orderBy(ranked.field("rank_in_license"))
                .fetch()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.value1(),
                        Collectors.mapping(
                                row -> new FoundLicense.Pool(
                                        row.value2(), row.value3(), row.value4(), row.value5(), row.value6()),
                                Collectors.toList())));
    }
}
