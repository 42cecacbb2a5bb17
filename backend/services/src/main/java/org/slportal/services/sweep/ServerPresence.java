package org.slportal.services.sweep;

import static org.slportal.db.jooq.Tables.INSTALLATION_FACT;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * Whether the portal was there for devices to speak to. Every node beats the same heart; when it stood still for minutes of real time,
 * nobody could be heard, and silence is measured from the return. Moving the lab clock is not an outage: the heart beats in real time.
 */
@Component
public class ServerPresence {

    /** Longer than a restart. */
    static final Duration OUTAGE = Duration.ofMinutes(5);

    private static final String HEARTBEAT = "server.heartbeat";
    private static final String RETURNED = "server.returned";
    private static final Logger log = LoggerFactory.getLogger(ServerPresence.class);

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final RealTime realTime;

    public ServerPresence(DSLContext sql, Transactions transactions, InstantSource clock, RealTime realTime) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.realTime = realTime;
    }

    /** To be called regularly, and before the first sweep after a start. */
    public void beat() {
        transactions.run(() -> {
            Instant now = realTime.instant();
            Instant last = fact(HEARTBEAT, true);
            if (wasAway(last, now)) {
                Instant returned = clock.instant();
                log.warn("The portal was away since {}: silence of devices is measured from {}", last, returned);
                store(RETURNED, returned);
            }
            if (last == null || now.isAfter(last)) {
                store(HEARTBEAT, now);
            }
        });
    }

    /** When the portal was last back after an outage, in portal time. */
    Instant returned() {
        Instant returned = fact(RETURNED, false);
        return returned == null ? Instant.EPOCH : returned;
    }

    /** Data from before hearts were counted: nobody knows how long the portal was away. */
    private boolean wasAway(@Nullable Instant last, Instant now) {
        return last == null
                ? sql.fetchExists(PRODUCT_INSTANCE)
                : Duration.between(last, now).compareTo(OUTAGE) > 0;
    }

    private @Nullable Instant fact(String key, boolean lock) {
        var query = sql.select(INSTALLATION_FACT.FACT_VALUE)
                .from(INSTALLATION_FACT)
                .where(INSTALLATION_FACT.FACT_KEY.eq(key));
        String value = (lock ? query.forUpdate() : query).fetchOne(INSTALLATION_FACT.FACT_VALUE);
        return value == null ? null : Instant.parse(value);
    }

    private void store(String key, Instant value) {
        sql.insertInto(INSTALLATION_FACT)
                .set(INSTALLATION_FACT.FACT_KEY, key)
                .set(INSTALLATION_FACT.FACT_VALUE, value.toString())
                .onDuplicateKeyUpdate()
                .set(INSTALLATION_FACT.FACT_VALUE, value.toString())
                .execute();
    }
}
