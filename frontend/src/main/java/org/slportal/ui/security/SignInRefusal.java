package org.slportal.ui.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Why a sign-in was refused, in the words of the sign-in page's address: never whether the user name exists. */
public class SignInRefusal extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    /** The reasons the sign-in page can explain. */
    public enum Reason {
        REFUSED,
        LOCKED,
        THROTTLED
    }

    private final Reason reason;
    private final long waitSeconds;

    public SignInRefusal(Reason reason, Duration wait) {
        super(reason.name());
        this.reason = reason;
        this.waitSeconds = Math.max(0, wait.plusMillis(999).toSeconds());
    }

    public Reason reason() {
        return reason;
    }

    /** Seconds until another attempt makes sense; 0 when there is no such time. */
    public long waitSeconds() {
        return waitSeconds;
    }
}
