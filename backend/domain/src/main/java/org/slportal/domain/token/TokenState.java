package org.slportal.domain.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a registration token may still register a device. */
public enum TokenState {
    ACTIVE,
    EXPIRED,
    USED_UP,
    REVOKED;

    /**
     * @param expiresAt the first instant at which it no longer works
     * @param maxUses null for any number
     * @param revokedAt null unless revoked
     */
    public static TokenState of(
            Instant now, Instant expiresAt, int uses, @Nullable Integer maxUses, @Nullable Instant revokedAt) {
        if (revokedAt != null) {
            return REVOKED;
        }
        if (!now.isBefore(expiresAt)) {
            return EXPIRED;
        }
        return maxUses != null && uses >= maxUses ? USED_UP : ACTIVE;
    }
}
