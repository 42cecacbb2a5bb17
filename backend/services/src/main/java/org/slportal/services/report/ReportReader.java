package org.slportal.services.report;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.services.access.Reach;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.springframework.stereotype.Component;

/** Reads a report's rows, a page or all of them; whose rows is decided by the reach, which the caller has from the reader's rights. */
@Component
class ReportReader {

    static final int BATCH = 1_000;
    private static final int MAX_BARS = 10;

    private final DSLContext sql;
    private final InstantSource clock;

    ReportReader(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<ReportRow> page(ReportRequest asked, Reach reach, int offset, int limit) {
        ReportQuery query = ReportQuery.of(asked, reach, clock.instant());
        List<ReportCell> cells = cells(asked);
        return sql.select(fields(cells, List.of()))
                .from(query.table())
                .where(query.condition())
                .orderBy(query.sorting())
                .limit(limit)
                .offset(offset)
                .fetch(row -> row(cells, row));
    }

    BoundedCount count(ReportRequest asked, Reach reach) {
        ReportQuery query = ReportQuery.of(asked, reach, clock.instant());
        return BoundedCounts.of(sql, query.counted(), query.condition());
    }

    /** All rows; each batch begins where the last one ended, so that neither memory nor the price of a batch grows with the report. */
    void stream(ReportRequest asked, Reach reach, Consumer<ReportRow> rows) {
        ReportQuery query = ReportQuery.of(asked, reach, clock.instant());
        List<ReportCell> cells = cells(asked);
        List<? extends Record> batch = List.of();
        do {
            var ordered = sql.select(fields(cells, query.order()))
                    .from(query.table())
                    .where(query.condition())
                    .orderBy(query.sorting());
            batch = batch.isEmpty()
                    ? ordered.limit(BATCH).fetch()
                    : ordered.seek(position(query, batch.getLast()))
                            .limit(BATCH)
                            .fetch();
            batch.forEach(row -> rows.accept(row(cells, row)));
        } while (batch.size() == BATCH);
    }

    /** The chart of a report that can be counted: its largest groups. */
    List<ReportBar> bars(ReportRequest asked, Reach reach) {
        ReportQuery query = ReportQuery.of(asked, reach, clock.instant());
        var total = DSL.sum(query.value());
        return sql.select(query.group(), total)
                .from(query.charted())
                .where(query.condition())
                .groupBy(query.group())
                .orderBy(total.desc(), query.group())
                .limit(MAX_BARS)
                .fetch(row -> new ReportBar(row.value1(), row.value2().longValue()));
    }

    private static List<ReportCell> cells(ReportRequest asked) {
        return asked.columns().stream()
                .map(column -> ReportQuery.cell(asked.kind(), column))
                .toList();
    }

    private static Set<Field<?>> fields(List<ReportCell> cells, List<Field<?>> keys) {
        Set<Field<?>> fields = new LinkedHashSet<>(keys);
        cells.forEach(cell -> fields.addAll(cell.fields()));
        return fields;
    }

    private static ReportRow row(List<ReportCell> cells, Record row) {
        List<@Nullable Object> values = new ArrayList<>(cells.size());
        cells.forEach(cell -> values.add(cell.value().apply(row)));
        return new ReportRow(values);
    }

    private static Field<?>[] position(ReportQuery query, Record last) {
        return query.order().stream().map(field -> value(field, last)).toArray(Field<?>[]::new);
    }

    private static <T> Field<T> value(Field<T> field, Record last) {
        return DSL.val(last.get(field), field);
    }
}
