package org.slportal.services.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.RegistrationTokenId;
import org.slportal.domain.token.TokenState;

/** A row of the token list. @param abbreviated the first characters, never enough to use */
public record TokenListItem(
        RegistrationTokenId id,
        String abbreviated,
        Instant expiresAt,
        int uses,
        @Nullable Integer maxUses,
        boolean exportAllowed,
        String description,
        String createdBy,
        Instant createdAt,
        TokenState state) {}
