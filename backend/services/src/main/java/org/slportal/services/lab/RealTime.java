package org.slportal.services.lab;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The world's time. Only for what must not follow the lab clock: sessions, access tokens, throttles, and whether the portal was away
 * (docs/decisions/0013). Everything else takes the {@link InstantSource}.
 */
public record RealTime(InstantSource source) {

    public Instant instant() {
        return source.instant();
    }
}
