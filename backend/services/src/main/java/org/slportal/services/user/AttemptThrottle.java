package org.slportal.services.user;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed attempts per address in a sliding window, in memory: it slows guessing over many names, the lock-out of a name in
 * the database stops guessing at one. Bounded: the addresses seen longest ago are forgotten.
 */
public final class AttemptThrottle {

    private static final int MAX_ADDRESSES = 10_000;

    private final InstantSource clock;
    private final int limit;
    private final Duration window;

    private record Window(Instant start, int failures) {}

    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    /** @param limit failures allowed in the window */
    public AttemptThrottle(InstantSource clock, int limit, Duration window) {
        this.clock = clock;
        this.limit = limit;
        this.window = window;
    }

    /** How long the address must wait; zero if it need not. */
    public synchronized Duration waitFor(@Nullable String address) {
        Window seen = windows.get(key(address));
        if (seen == null || seen.failures() < limit) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), seen.start().plus(window));
        return left.isNegative() ? Duration.ZERO : left;
    }

    public synchronized void failed(@Nullable String address) {
        Instant now = clock.instant();
        Window seen = windows.get(key(address));
        if (seen == null || !now.isBefore(seen.start().plus(window))) {
            windows.put(key(address), new Window(now, 1));
        } else {
            windows.put(key(address), new Window(seen.start(), seen.failures() + 1));
        }
    }

    private static String key(@Nullable String address) {
        return address == null ? "" : address;
    }
}
