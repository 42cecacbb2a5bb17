package org.slportal.ui.security;

import org.slportal.domain.id.UserId;
import org.springframework.security.core.AuthenticationException;

/** The password was right and is not enough. */
final class SecondStepNeeded extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final long user;
    private final String userName;

    SecondStepNeeded(UserId user, String userName) {
        super("second step");
        this.user = user.value();
        this.userName = userName;
    }

    long user() {
        return user;
    }

    String userName() {
        return userName;
    }
}
