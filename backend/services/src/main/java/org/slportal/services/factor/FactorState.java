package org.slportal.services.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has besides a password.
 *
 * @param authenticatorSince null without an authenticator app
 * @param passkeys how many, for any host
 * @param requiredBy name of a Smart Account that requires a second factor, null if none does
 */
public record FactorState(
        @Nullable Instant authenticatorSince,
        int passkeys,
        int recoveryCodes,
        @Nullable String requiredBy) {

    public boolean any() {
        return authenticatorSince != null || passkeys > 0;
    }

    /** Whether one must be added before anything else. */
    public boolean missing() {
        return requiredBy != null && !any();
    }
}
