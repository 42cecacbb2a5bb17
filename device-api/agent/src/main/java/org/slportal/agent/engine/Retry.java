package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.failure.FailureReason;

/** When to try again. Source: dated samples of the vendor's guide. */
final class Retry {

    private static final Duration SHORTEST_AFTER_REFUSAL = Duration.ofMinutes(16);
    private static final int SPREAD_SECONDS = 4 * 60;

    private final RandomGenerator random;

    Retry(RandomGenerator random) {
        this.random = random;
    }

    /** 30 seconds after a transport fault, 16 to 20 minutes (both included) after a refusal or while waiting. */
    Instant after(ExchangeException failure, Instant now) {
        return switch (failure.kind()) {
            case TRANSPORT -> now.plus(LicensingTimers.TRANSPORT_RETRY);
            case REFUSED, WAITING -> now.plus(SHORTEST_AFTER_REFUSAL).plusSeconds(random.nextInt(SPREAD_SECONDS + 1));
        };
    }

    /** As {@link #after}, but a signature that does not match is tried again after 30 seconds, and an expired authorization hourly. */
    Instant ofAuthorization(ExchangeException failure, boolean expired, Instant now) {
        if (expired) {
            return now.plus(LicensingTimers.AUTHORIZATION_EXPIRED_RETRY);
        }
        return failure.reason().equals(FailureReason.SIGNATURE_MISMATCH)
                ? now.plus(LicensingTimers.TRANSPORT_RETRY)
                : after(failure, now);
    }
}
