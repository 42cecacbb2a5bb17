package org.slportal.ui.security;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.slportal.domain.id.UserId;
import org.slportal.services.session.SignInMethod;

/**
 * Whose password was right, in a session that is nobody's yet: the security context stays empty until the second step, so there is no
 * right to take away. @param until when the password must be entered again. @param first what the first step was
 */
record HalfSignedIn(long id, String userName, Instant until, SignInMethod first) implements Serializable {

    static final String ATTRIBUTE = HalfSignedIn.class.getName();
    static final Duration VALIDITY = Duration.ofMinutes(5);

    HalfSignedIn(long id, String userName, Instant until) {
        this(id, userName, until, SignInMethod.PASSWORD);
    }

    /** How the person will have signed in. @param second how the second step was done, after a password */
    SignInMethod method(SignInMethod second) {
        return first == SignInMethod.OIDC ? SignInMethod.OIDC_CODE : second;
    }

    UserId userId() {
        return new UserId(id);
    }
}
