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
 * slept, is noticed; a clock that follows another says itself when it jumped.
 */
public final class WallClockTimer implements AgentTimer {

    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final ScheduledExecutorService scheduler;
    private @Nullable ScheduledFuture<?> armed;
    private @Nullable Alarm alarm;

    private record Alarm(Instant when, Runnable wake) {}

    public WallClockTimer(InstantSource clock, ScheduledExecutorService scheduler) {
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** A timer that notices at once when its clock jumps or changes its pace. */
    public static WallClockTimer following(FollowedClock clock, ScheduledExecutorService scheduler) {
        WallClockTimer timer = new WallClockTimer(clock, scheduler);
        clock.onChange(timer::rearm);
        return timer;
    }

    @Override
    public synchronized void arm(Instant when, Runnable wake) {
        disarm();
        alarm = new Alarm(when, wake);
        Duration left = sleep(when);
        boolean last = left.compareTo(LONGEST_SLEEP) <= 0;
        long millis = Math.max(0, (last ? left : LONGEST_SLEEP).toMillis() + (last ? 1 : 0));
        armed = scheduler.schedule(last ? wake : this::rearm, millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void rearm() {
        Alarm current = alarm;
        if (current != null) {
            arm(current.when(), current.wake());
        }
    }

    /** Real time until then. */
    private Duration sleep(Instant when) {
        Duration left = Duration.between(clock.instant(), when);
        return clock instanceof FollowedClock followed ? left.dividedBy(followed.speed()) : left;
    }

    @Override
    public synchronized void disarm() {
        alarm = null;
        ScheduledFuture<?> current = armed;
        if (current != null) {
            current.cancel(false);
            armed = null;
        }
    }
}
