package org.slportal.services.live;

import static org.slportal.db.jooq.Tables.EVENT;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.EventId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * Every act leaves an event, so new events are what tells that pages are out of date, also when another node wrote them. One small
 * query by primary key for all listeners of a node, and none while nobody listens.
 */
@Component
public class ChangeFeed {

    /** More than this between two looks is a storm: whoever is in it is told as well as with all of it. */
    private static final int ROWS = 5_000;
    /** Ids are given out before the commit: for so long one below those seen may still appear. */
    private static final Duration LATE_COMMITS = Duration.ofSeconds(15);

    private final DSLContext sql;
    private final RealTime time;
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Ids seen since, by when; guarded by this. */
    private final Map<Long, Instant> seen = new LinkedHashMap<>();

    /** Everything up to here was told, or happened before anybody listened; guarded by this. */
    private long floor;

    private record Listener(SmartAccountId account, Consumer<AccountChange> tell) {}

    /** Ends a listener's interest. */
    public interface Subscription {
        void end();
    }

    ChangeFeed(DSLContext sql, RealTime time) {
        this.sql = sql;
        this.time = time;
    }

    /**
     * What happens from now on is told: a page reads its first content after it began to listen.
     *
     * @param tell called by {@link #poll}; must be quick and must not throw
     */
    public synchronized Subscription listen(SmartAccountId account, Consumer<AccountChange> tell) {
        if (listeners.isEmpty()) {
            floor = newest();
            seen.clear();
        }
        Listener listener = new Listener(account, tell);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private long newest() {
        return sql.select(DSL.coalesce(DSL.max(EVENT.EVENT_ID), DSL.inline(new EventId(0), EVENT.EVENT_ID)))
                .from(EVENT)
                .fetchSingle(row -> row.value1().value());
    }

    /** Looks for new events and tells whom they concern. @return how many listeners were told */
    public int poll() {
        Map<SmartAccountId, AccountChange> changes = changes();
        int told = 0;
        for (Listener listener : listeners) {
            @Nullable AccountChange change = changes.get(listener.account());
            if (change != null) {
                listener.tell().accept(change);
                told++;
            }
        }
        return told;
    }

    private synchronized Map<SmartAccountId, AccountChange> changes() {
        if (listeners.isEmpty()) {
            return Map.of();
        }
        Instant now = time.instant();
        Map<SmartAccountId, Set<VirtualAccountId>> pools = new HashMap<>();
        Set<SmartAccountId> accountWide = new HashSet<>();
        sql.select(EVENT.EVENT_ID, EVENT.SMART_ACCOUNT_ID, EVENT.VIRTUAL_ACCOUNT_ID)
                .from(EVENT)
                .where(EVENT.EVENT_ID.gt(new EventId(floor)))
                .orderBy(EVENT.EVENT_ID)
                .limit(ROWS)
                .forEach(row -> {
                    @Nullable SmartAccountId account = row.value2();
                    if (seen.putIfAbsent(row.value1().value(), now) != null || account == null) {
                        return;
                    }
                    @Nullable VirtualAccountId pool = row.value3();
                    Set<VirtualAccountId> touched = pools.computeIfAbsent(account, unused -> new HashSet<>());
                    if (pool == null) {
                        accountWide.add(account);
                    } else {
                        touched.add(pool);
                    }
                });
        forget(now);
        Map<SmartAccountId, AccountChange> changes = new HashMap<>();
        pools.forEach((account, touched) ->
                changes.put(account, new AccountChange(account, touched, accountWide.contains(account))));
        return changes;
    }

    /** In a storm the window is shorter, so that the next look gets beyond what this one read. */
    private void forget(Instant now) {
        boolean storm = seen.size() >= ROWS;
        var entries = seen.entrySet().iterator();
        while (entries.hasNext()) {
            var entry = entries.next();
            if (storm || entry.getValue().plus(LATE_COMMITS).isBefore(now)) {
                floor = Math.max(floor, entry.getKey());
                entries.remove();
            }
        }
    }
}
