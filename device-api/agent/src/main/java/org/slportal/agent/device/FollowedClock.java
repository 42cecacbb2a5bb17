package org.slportal.agent.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A lab's clock as switches see it: real time, moved and perhaps faster. It keeps what it was told last while nobody tells it more.
 *
 * <p>The lab tells its real and its lab time of one moment. Its real clock and ours may differ, by what the round trip of the question
 * shows. While they agree within the round trip they count as one clock, so that at high speed the trip does not become hours.
 */
public final class FollowedClock implements InstantSource {

    /** A difference of less than this, besides what passes during the trip of the question, is none. */
    private static final Duration JITTER = Duration.ofSeconds(1);

    private final InstantSource real;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Pace pace = new Pace(Instant.EPOCH, Instant.EPOCH, 1);

    private record Pace(Instant real, Instant lab, int speed) {

        Instant at(Instant now) {
            return lab.plus(Duration.between(real, now).multipliedBy(speed));
        }
    }

    /**
     * What the lab said.
     *
     * @param realTime its own real clock
     * @param labTime lab time at the same moment
     * @param speed seconds of lab time in a real second, at least 1
     */
    public record Told(Instant realTime, Instant labTime, int speed) {}

    public FollowedClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        return pace.at(real.instant());
    }

    /** Seconds that pass on this clock in a real second. */
    public int speed() {
        return pace.speed();
    }

    /** Runs whenever the clock jumped or changed its pace. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Follows what the lab said.
     *
     * @param asked our real time when the question left
     * @param answered our real time when the answer was there
     */
    public void follow(Told told, Instant asked, Instant answered) {
        boolean sameClock = !told.realTime().isBefore(asked.minusMillis(1))
                && !told.realTime().isAfter(answered);
        Instant at = sameClock
                ? told.realTime()
                : asked.plus(Duration.between(asked, answered).dividedBy(2));
        Pace before = pace;
        Pace after = new Pace(at, told.labTime(), told.speed());
        Duration difference =
                Duration.between(before.at(answered), after.at(answered)).abs();
        // Small differences are the trip's: taking them up would make the clock tremble, and step back.
        Duration trip = Duration.between(asked, answered).multipliedBy(after.speed());
        boolean changed = before.speed() != after.speed() || difference.compareTo(JITTER.plus(trip)) > 0;
        if (changed) {
            pace = after;
            listeners.forEach(Runnable::run);
        }
    }
}
