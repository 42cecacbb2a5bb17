package org.slportal.services.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A usable token with its text, which is secret and not part of the text form. */
public record ShownToken(
        String text,
        Instant expiresAt,
        int uses,
        @Nullable Integer maxUses,
        boolean exportAllowed,
        String description,
        String createdBy) {

    @Override
    public String toString() {
        return "ShownToken[" + description + "]";
    }
}
