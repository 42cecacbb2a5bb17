package org.slportal.agent.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.engine.AgentTimer;

/**
 * Wakes one agent by a shared scheduler. It looks at the agent's clock at least once a minute, so that a clock that was set, or a machine that
 * slept, is noticed.
 */
public final class WallClockTimer implements AgentTimer {

    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final ScheduledExecutorService scheduler;
    private @Nullable ScheduledFuture<?> armed;

    public WallClockTimer(InstantSource clock, ScheduledExecutorService scheduler) {
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public synchronized void arm(Instant when, Runnable wake) {
        disarm();
        Duration left = Duration.between(clock.instant(), when);
        boolean last = left.compareTo(LONGEST_SLEEP) <= 0;
        long millis = Math.max(0, (last ? left : LONGEST_SLEEP).toMillis() + (last ? 1 : 0));
        armed = scheduler.schedule(last ? wake : () -> arm(when, wake), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void disarm() {
        ScheduledFuture<?> current = armed;
        if (current != null) {
            current.cancel(false);
            armed = null;
        }
    }
}
