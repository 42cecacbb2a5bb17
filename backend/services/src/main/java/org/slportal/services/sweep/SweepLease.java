package org.slportal.services.sweep;

import static org.slportal.db.jooq.Tables.INSTALLATION_FACT;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * Lets one node of the cluster sweep at a time. A node that dies keeps the lease until it runs out. It saves work; that nothing happens
 * twice rests on the row locks of what is swept.
 */
@Component
class SweepLease {

    static final Duration LENGTH = Duration.ofMinutes(2);

    private static final String KEY = "sweep.lease";
    private static final String FREE = "-";

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime realTime;
    private final String holder = UUID.randomUUID().toString();

    SweepLease(DSLContext sql, Transactions transactions, RealTime realTime) {
        this.sql = sql;
        this.transactions = transactions;
        this.realTime = realTime;
    }

    /** Takes it, or holds it for longer. @return false if another node has it */
    boolean take() {
        return transactions.write(() -> {
            sql.insertInto(INSTALLATION_FACT)
                    .set(INSTALLATION_FACT.FACT_KEY, KEY)
                    .set(INSTALLATION_FACT.FACT_VALUE, FREE)
                    .onDuplicateKeyIgnore()
                    .execute();
            String held = sql.select(INSTALLATION_FACT.FACT_VALUE)
                    .from(INSTALLATION_FACT)
                    .where(INSTALLATION_FACT.FACT_KEY.eq(KEY))
                    .forUpdate()
                    .fetchOne(INSTALLATION_FACT.FACT_VALUE);
            Instant now = realTime.instant();
            if (isOthers(held, now)) {
                return false;
            }
            store(holder + " " + now.plus(LENGTH));
            return true;
        });
    }

    void release() {
        transactions.run(() -> sql.update(INSTALLATION_FACT)
                .set(INSTALLATION_FACT.FACT_VALUE, FREE)
                .where(INSTALLATION_FACT.FACT_KEY.eq(KEY).and(INSTALLATION_FACT.FACT_VALUE.startsWith(holder)))
                .execute());
    }

    private boolean isOthers(@Nullable String held, Instant now) {
        if (held == null || held.equals(FREE) || held.startsWith(holder)) {
            return false;
        }
        return now.isBefore(Instant.parse(held.substring(held.indexOf(' ') + 1)));
    }

    private void store(String value) {
        sql.update(INSTALLATION_FACT)
                .set(INSTALLATION_FACT.FACT_VALUE, value)
                .where(INSTALLATION_FACT.FACT_KEY.eq(KEY))
                .execute();
    }
}
