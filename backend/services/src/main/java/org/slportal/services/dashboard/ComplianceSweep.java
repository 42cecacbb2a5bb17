package org.slportal.services.dashboard;

import static org.slportal.db.jooq.Tables.COMPLIANCE_DAY;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slportal.domain.device.Silence;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.db.Transactions;
import org.slportal.services.sweep.AccountSweep;
import org.slportal.services.sweep.SweepTime;
import org.springframework.stereotype.Component;

/**
 * Writes down the day's figures, and once an hour writes today's anew: what stands in the end is how the day ended. Days over which
 * the clock jumped get no row; readers carry the last one on and say so.
 */
@Component
class ComplianceSweep implements AccountSweep {

    static final Duration EVERY = Duration.ofHours(1);

    /** The figures a row keeps, by the names the selects below give them. */
    private static final List<Field<Integer>> FIGURES = List.of(
            COMPLIANCE_DAY.OWNED,
            COMPLIANCE_DAY.IN_USE,
            COMPLIANCE_DAY.SHORT_BY,
            COMPLIANCE_DAY.DEVICES,
            COMPLIANCE_DAY.DEVICES_SHORT,
            COMPLIANCE_DAY.DEVICES_EXPIRED,
            COMPLIANCE_DAY.DEVICES_SILENT);

    private static final Field<VirtualAccountId> NO_POOL =
            DSL.castNull(COMPLIANCE_DAY.VIRTUAL_ACCOUNT_ID).as(COMPLIANCE_DAY.VIRTUAL_ACCOUNT_ID);
    private static final Field<LicenseId> NO_LICENSE =
            DSL.castNull(COMPLIANCE_DAY.LICENSE_ID).as(COMPLIANCE_DAY.LICENSE_ID);

    private final DSLContext sql;
    private final Transactions transactions;

    ComplianceSweep(DSLContext sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** @return 1 for a day's first figures, so that the log does not tell of each hour */
    @Override
    public int sweep(SmartAccountId account, SweepTime time) {
        LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        Condition row = COMPLIANCE_DAY
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(COMPLIANCE_DAY.LICENSE_KEY.eq(0L))
                .and(COMPLIANCE_DAY.POOL_KEY.eq(0L))
                .and(COMPLIANCE_DAY.DAY.eq(today));
        Instant last = sql.select(COMPLIANCE_DAY.TAKEN_AT)
                .from(COMPLIANCE_DAY)
                .where(row)
                .fetchOne(COMPLIANCE_DAY.TAKEN_AT);
        if (last != null && time.now().isBefore(last.plus(EVERY))) {
            return 0;
        }
        return transactions.write(() -> {
            int first = sql.insertInto(COMPLIANCE_DAY)
                    .set(COMPLIANCE_DAY.SMART_ACCOUNT_ID, account)
                    .set(COMPLIANCE_DAY.DAY, today)
                    .set(COMPLIANCE_DAY.OWNED, 0)
                    .set(COMPLIANCE_DAY.IN_USE, 0)
                    .set(COMPLIANCE_DAY.SHORT_BY, 0)
                    .set(COMPLIANCE_DAY.TAKEN_AT, time.now())
                    .onDuplicateKeyIgnore()
                    .execute();
            Instant taken = Objects.requireNonNull(sql.select(COMPLIANCE_DAY.TAKEN_AT)
                    .from(COMPLIANCE_DAY)
                    .where(row)
                    .forUpdate()
                    .fetchOne(COMPLIANCE_DAY.TAKEN_AT));
            // Another node was faster.
            if (first == 0 && time.now().isBefore(taken.plus(EVERY))) {
                return 0;
            }
            write(account, today, time.now());
            return first;
        });
    }

    private void write(SmartAccountId account, LocalDate today, Instant now) {
        store(account, today, now, byPoolAndLicense(account));
        store(account, today, now, byLicense(account));
        store(account, today, now, byPool(account, false));
        // The account's own row is there already: it marks the day as observed, changed or not.
        store(account, today, now, byPool(account, true));
        sql.update(COMPLIANCE_DAY)
                .set(COMPLIANCE_DAY.TAKEN_AT, now)
                .where(COMPLIANCE_DAY
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(COMPLIANCE_DAY.LICENSE_KEY.eq(0L))
                        .and(COMPLIANCE_DAY.POOL_KEY.eq(0L))
                        .and(COMPLIANCE_DAY.DAY.eq(today)))
                .execute();
    }

    private static Field<Integer> shortage() {
        return DSL.greatest(LICENSE_POOL.BALANCE.neg(), DSL.inline(0));
    }

    private static Select<?> byPoolAndLicense(SmartAccountId account) {
        List<Field<?>> fields = new ArrayList<>();
        fields.add(LICENSE_POOL.VIRTUAL_ACCOUNT_ID);
        fields.add(LICENSE_POOL.LICENSE_ID);
        fields.add(LICENSE_POOL.OWNED);
        fields.add(LICENSE_POOL.IN_USE.plus(LICENSE_POOL.RESERVED).as(COMPLIANCE_DAY.IN_USE));
        fields.add(shortage().as(COMPLIANCE_DAY.SHORT_BY));
        fields.addAll(noDevices());
        return DSL.select(fields).from(LICENSE_POOL).where(LICENSE_POOL.SMART_ACCOUNT_ID.eq(account));
    }

    private static Select<?> byLicense(SmartAccountId account) {
        List<Field<?>> fields = new ArrayList<>();
        fields.add(NO_POOL);
        fields.add(LICENSE_POOL.LICENSE_ID);
        fields.addAll(sums());
        fields.addAll(noDevices());
        return DSL.select(fields)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.SMART_ACCOUNT_ID.eq(account))
                .groupBy(LICENSE_POOL.LICENSE_ID);
    }

    /** @param whole added up to the account's own row */
    private static Select<?> byPool(SmartAccountId account, boolean whole) {
        List<Field<?>> licenses = new ArrayList<>();
        licenses.add(LICENSE_POOL.VIRTUAL_ACCOUNT_ID);
        licenses.addAll(sums());
        Table<?> pools = DSL.select(licenses)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.SMART_ACCOUNT_ID.eq(account))
                .groupBy(LICENSE_POOL.VIRTUAL_ACCOUNT_ID)
                .asTable("pools");
        Table<?> devices = DSL.select(
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID,
                        DSL.count().as(COMPLIANCE_DAY.DEVICES),
                        count(PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.OUT_OF_COMPLIANCE))
                                .as(COMPLIANCE_DAY.DEVICES_SHORT),
                        count(PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.AUTHORIZATION_EXPIRED))
                                .as(COMPLIANCE_DAY.DEVICES_EXPIRED),
                        count(PRODUCT_INSTANCE.SILENCE.ne(Silence.HEARD)).as(COMPLIANCE_DAY.DEVICES_SILENT))
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.SMART_ACCOUNT_ID.eq(account))
                .groupBy(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                .asTable("devices");
        List<Field<?>> fields = new ArrayList<>();
        fields.add(whole ? NO_POOL : VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID);
        fields.add(NO_LICENSE);
        for (Field<Integer> figure : FIGURES) {
            Table<?> from = figure.getName().startsWith("devices") ? devices : pools;
            Field<Integer> value = DSL.coalesce(field(from, figure), DSL.inline(0));
            fields.add(whole ? integer(DSL.sum(value)).as(figure) : value.as(figure));
        }
        return DSL.select(fields)
                .from(VIRTUAL_ACCOUNT)
                .leftJoin(pools)
                .on(field(pools, LICENSE_POOL.VIRTUAL_ACCOUNT_ID).eq(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID))
                .leftJoin(devices)
                .on(field(devices, PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID).eq(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID))
                .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account));
    }

    /** Where the figures differ from the last ones stored, they are stored for today. */
    private void store(SmartAccountId account, LocalDate today, Instant now, Select<?> figures) {
        var current = figures.asTable("current");
        var last = COMPLIANCE_DAY.as("last");
        var earlier = COMPLIANCE_DAY.as("earlier");
        Field<Long> pool = key(field(current, COMPLIANCE_DAY.VIRTUAL_ACCOUNT_ID));
        Field<Long> license = key(field(current, COMPLIANCE_DAY.LICENSE_ID));
        Condition same = DSL.trueCondition();
        for (Field<Integer> figure : FIGURES) {
            same = same.and(field(last, figure).eq(field(current, figure)));
        }
        List<Field<?>> values = new ArrayList<>();
        values.add(DSL.val(account, COMPLIANCE_DAY.SMART_ACCOUNT_ID));
        values.add(field(current, COMPLIANCE_DAY.VIRTUAL_ACCOUNT_ID));
        values.add(field(current, COMPLIANCE_DAY.LICENSE_ID));
        values.add(DSL.val(today));
        FIGURES.forEach(figure -> values.add(field(current, figure)));
        values.add(DSL.val(now, COMPLIANCE_DAY.TAKEN_AT));
        List<Field<?>> columns = new ArrayList<>(List.of(
                COMPLIANCE_DAY.SMART_ACCOUNT_ID,
                COMPLIANCE_DAY.VIRTUAL_ACCOUNT_ID,
                COMPLIANCE_DAY.LICENSE_ID,
                COMPLIANCE_DAY.DAY));
        columns.addAll(FIGURES);
        columns.add(COMPLIANCE_DAY.TAKEN_AT);
        var insert = sql.insertInto(COMPLIANCE_DAY)
                .columns(columns)
                .select(DSL.select(values)
                        .from(current)
                        .leftJoin(last)
                        .on(last.SMART_ACCOUNT_ID
                                .eq(account)
                                .and(last.LICENSE_KEY.eq(license))
                                .and(last.POOL_KEY.eq(pool))
                                .and(last.DAY.eq(DSL.select(DSL.max(earlier.DAY))
                                        .from(earlier)
                                        .where(earlier.SMART_ACCOUNT_ID
                                                .eq(account)
                                                .and(earlier.LICENSE_KEY.eq(license))
                                                .and(earlier.POOL_KEY.eq(pool))))))
                        .where(last.COMPLIANCE_DAY_ID.isNull().or(DSL.not(same))))
                .onDuplicateKeyUpdate()
                .set(COMPLIANCE_DAY.TAKEN_AT, DSL.excluded(COMPLIANCE_DAY.TAKEN_AT));
        for (Field<Integer> figure : FIGURES) {
            insert = insert.set(figure, DSL.excluded(figure));
        }
        insert.execute();
    }

    private static List<Field<?>> sums() {
        return List.of(
                integer(DSL.sum(LICENSE_POOL.OWNED)).as(COMPLIANCE_DAY.OWNED),
                integer(DSL.sum(LICENSE_POOL.IN_USE.plus(LICENSE_POOL.RESERVED)))
                        .as(COMPLIANCE_DAY.IN_USE),
                integer(DSL.sum(shortage())).as(COMPLIANCE_DAY.SHORT_BY));
    }

    private static List<Field<?>> noDevices() {
        return FIGURES.stream()
                .filter(figure -> figure.getName().startsWith("devices"))
                .<Field<?>>map(figure -> DSL.inline(0).as(figure))
                .toList();
    }

    private static Field<Integer> integer(Field<?> sum) {
        return DSL.coalesce(sum.cast(SQLDataType.INTEGER), DSL.inline(0));
    }

    private static Field<Integer> count(Condition condition) {
        return DSL.count(DSL.when(condition, DSL.inline(1)));
    }

    private static Field<Long> key(Field<?> id) {
        return DSL.coalesce(id.coerce(SQLDataType.BIGINT), DSL.inline(0L));
    }

    private static <T> Field<T> field(Table<?> table, Field<T> field) {
        return Objects.requireNonNull(table.field(field.getName(), field.getDataType()), field::getName);
    }
}
