package org.slportal.services.seal;

import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectLimitPercentStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a log with their hashes. The columns are named one by one: a column that a later release adds is not in what earlier
 * seals hashed, so it needs another {@link Seal#FORMAT}.
 */
final class SealedRows {

    private final Table<?> table;
    private final Field<Long> id;
    private final Field<Instant> at;
    private final List<Field<String>> columns;

    private SealedRows(Table<?> table, Field<?> id, Field<Instant> at, List<Field<?>> others) {
        this.table = table;
        this.id = id.coerce(SQLDataType.BIGINT);
        this.at = at;
        // As the server writes them: independent of how this release maps a column.
        this.columns = others.stream().map(SealedRows::asText).toList();
    }

    static SealedRows of(SealedLog log) {
        return switch (log) {
            case EVENT ->
                new SealedRows(
                        EVENT,
                        EVENT.EVENT_ID,
                        EVENT.OCCURRED_AT,
                        List.of(
                                EVENT.SMART_ACCOUNT_ID,
                                EVENT.VIRTUAL_ACCOUNT_ID,
                                EVENT.CODE,
                                EVENT.PARAMETERS,
                                EVENT.OUTCOME,
                                EVENT.ACTOR_KIND,
                                EVENT.ACTOR_NAME,
                                EVENT.ORIGIN_ADDRESS,
                                EVENT.LICENSE_ID,
                                EVENT.PIID,
                                EVENT.OCCURRED_AT));
            case LEDGER ->
                new SealedRows(
                        LICENSE_TRANSACTION,
                        LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID,
                        LICENSE_TRANSACTION.RECORDED_AT,
                        List.of(
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
                                LICENSE_TRANSACTION.RECORDED_AT));
        };
    }

    /** The next rows after an id, up to another. */
    List<SealedRow> read(DSLContext sql, long after, long upTo, int limit) {
        return select(sql, after, upTo, limit).fetch(this::hashed);
    }

    /**
     * As {@link #read}, or an exception with MariaDB's 1205 if a transaction that is still open wrote one of them: its row cannot be seen
     * yet, but it can be run into. Nobody else waits for these locks, since the rows never change.
     */
    List<SealedRow> readFinished(DSLContext sql, long after, long upTo, int limit) {
        return select(sql, after, upTo, limit).forShare().noWait().fetch(this::hashed);
    }

    long newestId(DSLContext sql) {
        Long newest = sql.select(DSL.max(id)).from(table).fetchSingle().value1();
        return newest == null ? 0 : newest;
    }

    int countAfter(DSLContext sql, long after) {
        return sql.fetchCount(table, id.gt(after));
    }

    private SelectLimitPercentStep<Record> select(DSLContext sql, long after, long upTo, int limit) {
        List<Field<?>> fields = new ArrayList<>(List.of(id, at));
        fields.addAll(columns);
        return sql.select(fields)
                .from(table)
                .where(id.gt(after).and(id.le(upTo)))
                .orderBy(id)
                .limit(limit);
    }

    private SealedRow hashed(Record row) {
        long number = row.get(0, Long.class);
        List<@Nullable String> values = new ArrayList<>();
        for (Field<String> column : columns) {
            values.add(row.get(column));
        }
        return new SealedRow(number, Hashes.ofRow(number, values), row.get(at));
    }

    private static Field<String> asText(Field<?> column) {
        return DSL.field("cast({0} as char)", String.class, column).as(column.getName() + "_text");
    }
}
