package org.slportal.services.lab;

import java.time.Duration;
import java.time.Instant;

/**
 * The lab clock at one moment.
 *
 * @param version to be named when it is changed, so that nobody moves a clock somebody else has just moved
 */
public record LabClockItem(Instant labTime, Instant realTime, int speed, int version) {

    /** How far it is ahead of real time. */
    public Duration ahead() {
        return Duration.between(realTime, labTime);
    }

    /** Whether it differs from real time, by a second at least or by its speed. */
    public boolean isMoved() {
        return speed != 1 || ahead().compareTo(Duration.ofSeconds(1)) >= 0;
    }
}
