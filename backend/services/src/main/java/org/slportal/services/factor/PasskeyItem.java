package org.slportal.services.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.PasskeyId;

/** One passkey of a person. @param host it works under. @param lastUsedAt null before its first use */
public record PasskeyItem(
        PasskeyId id,
        String name,
        String host,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
