package org.slportal.ui.security;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.client.ResourceAccessException;

/** What became of the way to the provider and back, as the sign-in page and the security page can explain it. */
public enum OidcOutcome {
    LINKED,
    /** The person said no there. */
    CANCELLED,
    /** The provider does not answer. */
    DOWN,
    /** What came back was not right, or not asked for. */
    FAILED,
    /** Linked to nobody here. */
    UNKNOWN,
    THROTTLED,
    /** Linked to somebody else. */
    TAKEN,
    /** Another one is linked. */
    PRESENT;

    static OidcOutcome of(Exception failure) {
        if (failure instanceof OidcRefusal refusal) {
            return refusal.outcome();
        }
        if (failure instanceof PortalException refusal) {
            return refusal.reason() == ErrorReason.IDENTITY_TAKEN
                    ? TAKEN
                    : refusal.reason() == ErrorReason.IDENTITY_PRESENT ? PRESENT : FAILED;
        }
        if (failure instanceof OAuth2AuthenticationException refused
                && OAuth2ErrorCodes.ACCESS_DENIED.equals(refused.getError().getErrorCode())) {
            return CANCELLED;
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OidcUnavailable
                    || cause instanceof ResourceAccessException
                    || cause instanceof IOException) {
                return DOWN;
            }
        }
        return FAILED;
    }
}
