package org.slportal.services.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How lab time follows from real time: lab = labBase + (real − realBase) × speed.
 *
 * @param labBase at or after realBase
 * @param speed 1 to {@link #MAX_SPEED}
 * @param version grows with every change
 */
public record LabTime(Instant realBase, Instant labBase, int speed, int version) {

    /** A day in a second. */
    public static final int MAX_SPEED = 86_400;

    /** A real clock that was set back does not set lab time back before what it was moved to. */
    public Instant at(Instant real) {
        Duration passed = Duration.between(realBase, real);
        return passed.isNegative() ? labBase : labBase.plus(passed.multipliedBy(speed));
    }

    /** The same lab time at that moment, and from then on so much later and so fast. */
    LabTime changed(Instant real, Duration forward, int newSpeed) {
        // What the database keeps, so that every node computes the same.
        Instant now = (real.isBefore(realBase) ? realBase : real).truncatedTo(ChronoUnit.MICROS);
        return new LabTime(now, at(now).plus(forward), newSpeed, version + 1);
    }

    /** Whether lab time is real time, and stays so. */
    public boolean isReal() {
        return speed == 1 && labBase.equals(realBase);
    }
}
