package org.slportal.services.page;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A log in order of time, entered behind any of its rows: the page a million rows further down costs what the first one does. Which
 * rows the reader may see is the caller's condition; the row entered behind only says a place.
 */
public final class TimeOrder<I> {

    private final Table<?> table;
    private final Field<Instant> time;
    private final TableField<?, I> id;

    public TimeOrder(Table<?> table, Field<Instant> time, TableField<?, I> id) {
        this.table = table;
        this.time = time;
        this.id = id;
    }

    public List<OrderField<?>> order(PageQuery<?> query) {
        return query.ascending() ? List.of(time.asc(), id.asc()) : List.of(time.desc(), id.desc());
    }

    /** @param entry the row to begin behind; null for the beginning */
    public Condition from(DSLContext sql, PageQuery<?> query, @Nullable I entry) {
        if (entry == null) {
            return DSL.noCondition();
        }
        Instant then = sql.select(time)
                .from(table)
                .where(id.eq(entry))
                .fetchOptional(time)
                .orElse(null);
        if (then == null) {
            return DSL.falseCondition();
        }
        // Apart from the rest so that the index finds its beginning: a comparison of pairs would read from the end of
        // the log.
        return query.ascending()
                ? time.ge(then).and(time.gt(then).or(id.gt(entry)))
                : time.le(then).and(time.lt(then).or(id.lt(entry)));
    }

    /** How many rows there are, as far as anybody counts. */
    public BoundedCount count(DSLContext sql, Condition condition) {
        return BoundedCount.of(
                sql.fetchCount(sql.selectOne().from(table).where(condition).limit(BoundedCount.LIMIT + 1)));
    }
}
