package org.slportal.services.lab;

import static org.slportal.db.jooq.Tables.LAB_CLOCK;

import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SelectJoinStep;
import org.slportal.services.db.Transactions;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/** The one row in which the lab clock is kept. */
@Component
@DependsOnDatabaseInitialization
public class LabClockRecord {

    private final DSLContext sql;

    public LabClockRecord(DSLContext sql) {
        this.sql = sql;
    }

    public LabTime read() {
        return time(select().fetchSingle());
    }

    /** Whoever changes it reads it so, in the transaction of the change. */
    LabTime lock() {
        Transactions.requireTransaction();
        return time(select().forUpdate().fetchSingle());
    }

    void write(LabTime time) {
        Transactions.requireTransaction();
        sql.update(LAB_CLOCK)
                .set(LAB_CLOCK.REAL_BASE, time.realBase())
                .set(LAB_CLOCK.LAB_BASE, time.labBase())
                .set(LAB_CLOCK.SPEED, time.speed())
                .set(LAB_CLOCK.VERSION, time.version())
                .execute();
    }

    private SelectJoinStep<Record4<java.time.Instant, java.time.Instant, Integer, Integer>> select() {
        return sql.select(LAB_CLOCK.REAL_BASE, LAB_CLOCK.LAB_BASE, LAB_CLOCK.SPEED, LAB_CLOCK.VERSION)
                .from(LAB_CLOCK);
    }

    private static LabTime time(Record4<java.time.Instant, java.time.Instant, Integer, Integer> row) {
        return new LabTime(row.value1(), row.value2(), row.value3(), row.value4());
    }
}
