package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.LicensingTimers;

/**
 * Counts the evaluation in time of use: it runs only while an unidentified switch is on and uses licences, and never goes back.
 *
 * <p>Warnings come at 60, 30, 21, 14 and 7 days left, daily in the last week, hourly on the last day and hourly after the end.
 */
final class EvaluationClock {

    /** What is left when a warning comes, from much to little, ending with nothing. */
    static final List<Duration> WARNINGS = warnings();

    private Duration used;
    private @Nullable Instant runningSince;

    EvaluationClock(Duration used) {
        this.used = used;
    }

    /** Starts or stops counting; a repeated word changes nothing. */
    void run(boolean running, Instant now) {
        if (running && runningSince == null) {
            runningSince = now;
        } else if (!running && runningSince != null) {
            used = used(now);
            runningSince = null;
        }
    }

    /** The clock was set: time that did not pass is not counted, and what passed is. */
    void clockChanged(Duration by) {
        if (runningSince != null) {
            runningSince = runningSince.plus(by);
        }
    }

    boolean isRunning() {
        return runningSince != null;
    }

    /** Time used, at most the whole evaluation. A clock set back does not give time back. */
    Duration used(Instant now) {
        if (runningSince == null) {
            return used;
        }
        Duration more = Duration.between(runningSince, now);
        Duration total = more.isNegative() ? used : used.plus(more);
        return total.compareTo(LicensingTimers.EVALUATION) > 0 ? LicensingTimers.EVALUATION : total;
    }

    Duration remaining(Instant now) {
        return LicensingTimers.EVALUATION.minus(used(now));
    }

    boolean isUsedUp(Instant now) {
        return remaining(now).isZero();
    }

    /** The next instant at which something is to be said; null while it does not run. */
    @Nullable
    Instant nextWarning(Instant now) {
        if (runningSince == null) {
            return null;
        }
        Duration remaining = remaining(now);
        if (remaining.isZero()) {
            return now.plus(Duration.ofHours(1));
        }
        for (Duration left : WARNINGS) {
            if (left.compareTo(remaining) < 0) {
                return now.plus(remaining.minus(left));
            }
        }
        throw new IllegalStateException("The list of warnings ends with zero");
    }

    private static List<Duration> warnings() {
        List<Duration> left = new ArrayList<>();
        for (int days : new int[] {60, 30, 21, 14, 7, 6, 5, 4, 3, 2, 1}) {
            left.add(Duration.ofDays(days));
        }
        for (int hours = 23; hours >= 0; hours--) {
            left.add(Duration.ofHours(hours));
        }
        return left;
    }
}
