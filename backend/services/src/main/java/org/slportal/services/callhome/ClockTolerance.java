package org.slportal.services.callhome;

import java.time.Duration;
import java.time.Instant;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.services.lab.LabClock;
import org.springframework.stereotype.Component;

/**
 * How far a message's time stamp may be from the portal's clock: an hour. A lab clock that runs fast leaves a message under way for
 * hours of lab time; then the tolerance is as much as passes in a few seconds.
 */
@Component
public class ClockTolerance {

    /** Real time for which a message may be under way. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    private final LabClock lab;

    ClockTolerance(LabClock lab) {
        this.lab = lab;
    }

    public boolean isBeyond(Instant deviceTime, Instant now) {
        return LicensingTimers.isBeyondTolerance(deviceTime, now, tolerance());
    }

    /** How long answers are kept: an older message is refused by its time stamp; doubled for clocks that run ahead. */
    Duration kept() {
        return tolerance().multipliedBy(2).plusMinutes(1);
    }

    private Duration tolerance() {
        Duration underWay = UNDER_WAY.multipliedBy(lab.time().speed());
        return underWay.compareTo(LicensingTimers.CLOCK_TOLERANCE) > 0 ? underWay : LicensingTimers.CLOCK_TOLERANCE;
    }
}
