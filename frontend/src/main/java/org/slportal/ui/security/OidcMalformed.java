package org.slportal.ui.security;

import org.springframework.security.core.AuthenticationException;

/** The provider's answer is right in every signature and still cannot be read. */
final class OidcMalformed extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    OidcMalformed(IllegalArgumentException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
