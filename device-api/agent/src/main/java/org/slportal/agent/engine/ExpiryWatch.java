package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Warns before the ID certificate ends: at the same distances as the evaluation's end is warned of. */
final class ExpiryWatch {

    private final InstantSource clock;
    private final LicensingLog log;
    private @Nullable Instant expiry;
    private @Nullable Instant next;

    ExpiryWatch(InstantSource clock, LicensingLog log) {
        this.clock = clock;
        this.log = log;
    }

    /** @param identity null for none */
    void judge(@Nullable Identity identity) {
        Instant now = clock.instant();
        Instant end = identity == null ? null : identity.expiresAt();
        if (Objects.equals(end, expiry)) {
            if (end != null && SmartAgent.isDue(next, now)) {
                log.registrationWillExpire(Duration.between(now, end));
                next = after(now, end);
            }
            return;
        }
        expiry = end;
        next = end == null ? null : after(now, end);
    }

    /** The clock was set: what it jumped over is not warned of. */
    void clockChanged() {
        expiry = null;
        next = null;
    }

    @Nullable
    Instant nextWake() {
        return next;
    }

    private static @Nullable Instant after(Instant now, Instant end) {
        return EvaluationClock.WARNINGS.stream()
                .filter(Duration::isPositive)
                .map(end::minus)
                .filter(now::isBefore)
                .findFirst()
                .orElse(null);
    }
}
