package org.slportal.ui.security;

import org.springframework.security.authentication.AuthenticationServiceException;

/** The provider does not answer, or not as a provider does. */
final class OidcUnavailable extends AuthenticationServiceException {

    private static final long serialVersionUID = 1L;

    OidcUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
