package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.engine.LicensingState.Authorization;
import org.slportal.agent.engine.LicensingState.Conversion;
import org.slportal.agent.engine.LicensingState.Registration;

/**
 * What setting the device's clock does to the licensing software. Intervals stay as long as they were: the next attempt that was an hour away is an
 * hour away still. Only the ID certificate's validity is a matter of the date; outside of it the registration ends after an hour of grace.
 */
final class ClockChange {

    private static final Duration GRACE = Duration.ofMinutes(60);

    private final InstantSource clock;
    private final StateHolder state;
    private final LicensingLog log;

    ClockChange(InstantSource clock, StateHolder state, LicensingLog log) {
        this.clock = clock;
        this.state = state;
        this.log = log;
    }

    void apply(Duration by) {
        log.clockChanged();
        LicensingState moved = state.update(s -> shifted(s, by));
        Identity identity = moved.identity();
        if (identity == null) {
            return;
        }
        Instant now = clock.instant();
        if (holds(identity, now)) {
            state.update(s -> s.leavingAt(null));
        } else if (moved.leavesAt() == null) {
            log.clockLeftRegistration();
            state.update(s -> s.leavingAt(now.plus(GRACE)));
        }
    }

    /** The hour is over: true if the registration ends now, false if the clock has meanwhile come back into the certificate's time. */
    boolean graceIsOver(Identity identity) {
        if (holds(identity, clock.instant())) {
            state.update(s -> s.leavingAt(null));
            return false;
        }
        return true;
    }

    private static boolean holds(Identity identity, Instant now) {
        return now.isBefore(identity.expiresAt()) && !now.isBefore(identity.validFrom());
    }

    private static LicensingState shifted(LicensingState before, Duration by) {
        Registration registration = before.registration();
        Authorization authorization = before.authorization();
        Conversion conversion = before.conversion();
        return before.with(new Registration(
                        registration.status(),
                        registration.initial(),
                        registration.lastRenewal(),
                        later(registration.nextAttempt(), by)))
                .with(new Authorization(
                        authorization.state(),
                        authorization.since(),
                        authorization.last(),
                        later(authorization.nextAttempt(), by),
                        later(authorization.deadline(), by)))
                .with(new Conversion(
                        conversion.stage(),
                        conversion.since(),
                        conversion.failureReason(),
                        conversion.pollId(),
                        later(conversion.nextAttempt(), by),
                        conversion.members()))
                .leavingAt(later(before.leavesAt(), by));
    }

    private static @Nullable Instant later(@Nullable Instant when, Duration by) {
        return when == null ? null : when.plus(by);
    }
}
