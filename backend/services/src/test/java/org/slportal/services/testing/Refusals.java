package org.slportal.services.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;

/** Asserts why an act was refused. */
public final class Refusals {

    private Refusals() {}

    /** A foreign id and one that never was must read the same, to the letter. */
    public static void assertUnknown(ThrowingCallable act) {
        PortalException refusal = refusal(act);
        assertThat(refusal.kind()).isEqualTo(PortalException.Kind.NOT_FOUND);
        assertThat(refusal.reason()).isEqualTo(ErrorReason.NOT_FOUND);
        assertThat(refusal.arguments()).isEmpty();
        assertThat(refusal.field()).isNull();
    }

    public static void assertNotAllowed(ThrowingCallable act) {
        assertThat(refusal(act).kind()).isEqualTo(PortalException.Kind.UNAUTHORIZED);
    }

    public static void assertRefused(ErrorReason reason, ThrowingCallable act) {
        assertThat(refusal(act).reason()).isEqualTo(reason);
    }

    public static PortalException refusal(ThrowingCallable act) {
        PortalException refusal = catchThrowableOfType(PortalException.class, act);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
