package org.slportal.services.identity;

/** What of {@code portal.oidc} keeps the portal from starting, in words for its operator; never with the secret. */
public final class OidcSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OidcSettingsException(String message) {
        super(message);
    }

    OidcSettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
