package org.slportal.services.page;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;

/** Counts rows as far as anybody reads: the database stops at the limit. */
public final class BoundedCounts {

    private BoundedCounts() {}

    public static BoundedCount of(DSLContext sql, Table<?> table, Condition condition) {
        return BoundedCount.of(
                sql.fetchCount(sql.selectOne().from(table).where(condition).limit(BoundedCount.LIMIT + 1)));
    }
}
