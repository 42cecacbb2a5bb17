package org.slportal.services.dashboard;

import static org.slportal.db.jooq.Tables.ACCOUNT_COUNT;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Silence;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.access.Reach;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Component;

/**
 * Devices by state and conversion progress. A small account's are counted on the spot; a large one's every few minutes by the node that
 * sweeps, into rows of their own: nothing a device does in its daily life writes there (docs/decisions/0021).
 */
@Component
class AccountCounts {

    /** Up to so many product instances, and so many devices with traditional licences, are counted on the spot. */
    static final int DEVICES_ON_THE_SPOT = 20_000;
    /** The same for PAKs: their lines are read, not only an index. */
    static final int PAKS_ON_THE_SPOT = 5_000;

    private static final int ROWS_IN_ONE_INSERT = 500;
    private static final long IN_NO_POOL = 0;

    private static final Field<Integer> AUTHORIZED =
            count(PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.AUTHORIZED));
    private static final Field<Integer> SHORT =
            count(PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.OUT_OF_COMPLIANCE));
    private static final Field<Integer> EXPIRED =
            count(PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.AUTHORIZATION_EXPIRED));
    private static final Field<Integer> OTHER = count(PRODUCT_INSTANCE
            .AUTHORIZATION_STATUS
            .isNull()
            .or(PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.INVALID_TAG)));
    private static final Field<Integer> SILENT = count(PRODUCT_INSTANCE.SILENCE.ne(Silence.HEARD));

    private static final Field<Long> PAK_CONVERTED = sum(PAK_LINE.CONVERTED);
    private static final Field<Long> PAK_REMAINING =
            sum(PAK_LINE.ORDERED.minus(PAK_LINE.FULFILLED).minus(PAK_LINE.CONVERTED));
    private static final Field<Long> DEVICE_CONVERTED = sum(LEGACY_DEVICE.HELD.minus(LEGACY_DEVICE.AVAILABLE));
    private static final Field<Long> DEVICE_REMAINING = sum(LEGACY_DEVICE.AVAILABLE);
    private static final Field<Integer> TO_CONVERT = count(LEGACY_DEVICE.AVAILABLE.gt(0));

    private final DSLContext sql;

    AccountCounts(DSLContext sql) {
        this.sql = sql;
    }

    Counts of(Reach reach) {
        return isLarge(reach.account()) ? stored(reach) : counted(reach);
    }

    /** Looks at no more rows than the limits say. */
    boolean isLarge(SmartAccountId account) {
        return exceeds(PRODUCT_INSTANCE, PRODUCT_INSTANCE.SMART_ACCOUNT_ID.eq(account), DEVICES_ON_THE_SPOT)
                || exceeds(PAK, PAK.SMART_ACCOUNT_ID.eq(account), PAKS_ON_THE_SPOT)
                || exceeds(LEGACY_DEVICE, LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account), DEVICES_ON_THE_SPOT);
    }

    private boolean exceeds(Table<?> table, Condition condition, int limit) {
        return sql.fetchExists(
                DSL.selectOne().from(table).where(condition).limit(1).offset(limit));
    }

    private Counts counted(Reach reach) {
        DeviceStates devices = sql.select(AUTHORIZED, SHORT, EXPIRED, OTHER, SILENT)
                .from(PRODUCT_INSTANCE)
                .where(reach.covers(PRODUCT_INSTANCE.SMART_ACCOUNT_ID, PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID))
                .fetchSingle(
                        row -> new DeviceStates(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
        var paks = sql.select(PAK_CONVERTED, PAK_REMAINING)
                .from(PAK)
                .join(PAK_LINE)
                .on(PAK_LINE.PAK_ID.eq(PAK.PAK_ID))
                .where(reach.covers(PAK.SMART_ACCOUNT_ID, PAK.VIRTUAL_ACCOUNT_ID))
                .fetchSingle();
        var legacy = sql.select(DEVICE_CONVERTED, DEVICE_REMAINING, TO_CONVERT)
                .from(LEGACY_DEVICE)
                .where(reach.covers(LEGACY_DEVICE.SMART_ACCOUNT_ID, LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID))
                .fetchSingle();
        return new Counts(
                devices,
                new ConversionProgress(paks.value1(), paks.value2(), legacy.value1(), legacy.value2(), legacy.value3()),
                null);
    }

    /** As last counted. */
    Counts stored(Reach reach) {
        var counted = DSL.min(ACCOUNT_COUNT.COUNTED_AT);
        var row = sql.select(
                        sum(ACCOUNT_COUNT.DEVICES_AUTHORIZED),
                        sum(ACCOUNT_COUNT.DEVICES_SHORT),
                        sum(ACCOUNT_COUNT.DEVICES_EXPIRED),
                        sum(ACCOUNT_COUNT.DEVICES_OTHER),
                        sum(ACCOUNT_COUNT.DEVICES_SILENT),
                        sum(ACCOUNT_COUNT.PAK_CONVERTED),
                        sum(ACCOUNT_COUNT.PAK_REMAINING),
                        sum(ACCOUNT_COUNT.DEVICE_CONVERTED),
                        sum(ACCOUNT_COUNT.DEVICE_REMAINING),
                        sum(ACCOUNT_COUNT.DEVICES_TO_CONVERT),
                        counted)
                .from(ACCOUNT_COUNT)
                .where(reach.covers(ACCOUNT_COUNT.SMART_ACCOUNT_ID, ACCOUNT_COUNT.VIRTUAL_ACCOUNT_ID))
                .fetchSingle();
        Instant at = row.value11();
        return new Counts(
                new DeviceStates(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()),
                new ConversionProgress(row.value6(), row.value7(), row.value8(), row.value9(), row.value10()),
                // Nothing stored yet: then the figures are of no time at all.
                at == null ? Instant.EPOCH : at);
    }

    /** When a large account's rows were counted; null if never. */
    @Nullable
    Instant countedAt(SmartAccountId account) {
        return sql.select(DSL.min(ACCOUNT_COUNT.COUNTED_AT))
                .from(ACCOUNT_COUNT)
                .where(ACCOUNT_COUNT.SMART_ACCOUNT_ID.eq(account))
                .fetchSingle()
                .value1();
    }

    private static final class Row {

        private DeviceStates devices = DeviceStates.NONE;
        private ConversionProgress conversion = ConversionProgress.NONE;
    }

    /** Counts anew, all Virtual Accounts at once. */
    void store(SmartAccountId account, Instant now) {
        Transactions.requireTransaction();
        Map<Long, Row> rows = count(account);
        List<Map.Entry<Long, Row>> all = List.copyOf(rows.entrySet());
        for (int start = 0; start < all.size(); start += ROWS_IN_ONE_INSERT) {
            insert(account, now, all.subList(start, Math.min(start + ROWS_IN_ONE_INSERT, all.size())));
        }
        sql.deleteFrom(ACCOUNT_COUNT)
                .where(ACCOUNT_COUNT.SMART_ACCOUNT_ID.eq(account).and(ACCOUNT_COUNT.COUNTED_AT.lt(now)))
                .execute();
    }

    private Map<Long, Row> count(SmartAccountId account) {
        Map<Long, Row> rows = new HashMap<>();
        sql.select(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID, AUTHORIZED, SHORT, EXPIRED, OTHER, SILENT)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.SMART_ACCOUNT_ID.eq(account))
                .groupBy(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                .forEach(found -> row(rows, found.value1()).devices = new DeviceStates(
                        found.value2(), found.value3(), found.value4(), found.value5(), found.value6()));
        sql.select(PAK.VIRTUAL_ACCOUNT_ID, PAK_CONVERTED, PAK_REMAINING)
                .from(PAK)
                .join(PAK_LINE)
                .on(PAK_LINE.PAK_ID.eq(PAK.PAK_ID))
                .where(PAK.SMART_ACCOUNT_ID.eq(account))
                .groupBy(PAK.VIRTUAL_ACCOUNT_ID)
                .forEach(found -> row(rows, found.value1()).conversion =
                        new ConversionProgress(found.value2(), found.value3(), 0, 0, 0));
        sql.select(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID, DEVICE_CONVERTED, DEVICE_REMAINING, TO_CONVERT)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account))
                .groupBy(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID)
                .forEach(found -> {
                    Row row = row(rows, found.value1());
                    row.conversion = new ConversionProgress(
                            row.conversion.pakConverted(),
                            row.conversion.pakRemaining(),
                            found.value2(),
                            found.value3(),
                            found.value4());
                });
        return rows;
    }

    private static Row row(Map<Long, Row> rows, @Nullable VirtualAccountId pool) {
        return rows.computeIfAbsent(pool == null ? IN_NO_POOL : pool.value(), unused -> new Row());
    }

    private void insert(SmartAccountId account, Instant now, List<Map.Entry<Long, Row>> rows) {
        var insert = sql.insertInto(
                ACCOUNT_COUNT,
                ACCOUNT_COUNT.SMART_ACCOUNT_ID,
                ACCOUNT_COUNT.VIRTUAL_ACCOUNT_ID,
                ACCOUNT_COUNT.DEVICES_AUTHORIZED,
                ACCOUNT_COUNT.DEVICES_SHORT,
                ACCOUNT_COUNT.DEVICES_EXPIRED,
                ACCOUNT_COUNT.DEVICES_OTHER,
                ACCOUNT_COUNT.DEVICES_SILENT,
                ACCOUNT_COUNT.PAK_CONVERTED,
                ACCOUNT_COUNT.PAK_REMAINING,
                ACCOUNT_COUNT.DEVICE_CONVERTED,
                ACCOUNT_COUNT.DEVICE_REMAINING,
                ACCOUNT_COUNT.DEVICES_TO_CONVERT,
                ACCOUNT_COUNT.COUNTED_AT);
        for (Map.Entry<Long, Row> entry : rows) {
            DeviceStates devices = entry.getValue().devices;
            ConversionProgress conversion = entry.getValue().conversion;
            insert = insert.values(
                    account,
                    entry.getKey() == IN_NO_POOL ? null : new VirtualAccountId(entry.getKey()),
                    Math.toIntExact(devices.authorized()),
                    Math.toIntExact(devices.outOfCompliance()),
                    Math.toIntExact(devices.expired()),
                    Math.toIntExact(devices.other()),
                    Math.toIntExact(devices.silent()),
                    Math.toIntExact(conversion.pakConverted()),
                    Math.toIntExact(conversion.pakRemaining()),
                    Math.toIntExact(conversion.deviceConverted()),
                    Math.toIntExact(conversion.deviceRemaining()),
                    Math.toIntExact(conversion.devicesToConvert()),
                    now);
        }
        insert.onDuplicateKeyUpdate()
                .set(ACCOUNT_COUNT.DEVICES_AUTHORIZED, DSL.excluded(ACCOUNT_COUNT.DEVICES_AUTHORIZED))
                .set(ACCOUNT_COUNT.DEVICES_SHORT, DSL.excluded(ACCOUNT_COUNT.DEVICES_SHORT))
                .set(ACCOUNT_COUNT.DEVICES_EXPIRED, DSL.excluded(ACCOUNT_COUNT.DEVICES_EXPIRED))
                .set(ACCOUNT_COUNT.DEVICES_OTHER, DSL.excluded(ACCOUNT_COUNT.DEVICES_OTHER))
                .set(ACCOUNT_COUNT.DEVICES_SILENT, DSL.excluded(ACCOUNT_COUNT.DEVICES_SILENT))
                .set(ACCOUNT_COUNT.PAK_CONVERTED, DSL.excluded(ACCOUNT_COUNT.PAK_CONVERTED))
                .set(ACCOUNT_COUNT.PAK_REMAINING, DSL.excluded(ACCOUNT_COUNT.PAK_REMAINING))
                .set(ACCOUNT_COUNT.DEVICE_CONVERTED, DSL.excluded(ACCOUNT_COUNT.DEVICE_CONVERTED))
                .set(ACCOUNT_COUNT.DEVICE_REMAINING, DSL.excluded(ACCOUNT_COUNT.DEVICE_REMAINING))
                .set(ACCOUNT_COUNT.DEVICES_TO_CONVERT, DSL.excluded(ACCOUNT_COUNT.DEVICES_TO_CONVERT))
                .set(ACCOUNT_COUNT.COUNTED_AT, DSL.excluded(ACCOUNT_COUNT.COUNTED_AT))
                .execute();
    }

    private static Field<Integer> count(Condition condition) {
        return DSL.count(DSL.when(condition, DSL.inline(1)));
    }

    private static Field<Long> sum(Field<Integer> field) {
        return DSL.coalesce(DSL.sum(field), DSL.inline(java.math.BigDecimal.ZERO))
                .cast(SQLDataType.BIGINT);
    }
}
