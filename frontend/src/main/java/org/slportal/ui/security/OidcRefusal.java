package org.slportal.ui.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** The provider knows the person; the portal does not let them in. */
final class OidcRefusal extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final OidcOutcome outcome;
    private final long waitSeconds;

    OidcRefusal(OidcOutcome outcome, Duration wait) {
        super(outcome.name());
        this.outcome = outcome;
        this.waitSeconds = wait.toSeconds();
    }

    OidcOutcome outcome() {
        return outcome;
    }

    /** Seconds until another attempt makes sense; 0 when there is no such time. */
    long waitSeconds() {
        return waitSeconds;
    }
}
