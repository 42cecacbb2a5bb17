package org.slportal.services.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.UserIdentityId;

/**
 * An account at a provider that signs somebody in here.
 *
 * @param provider the provider's name
 * @param usable whether this is the provider the portal has now
 * @param lastUsedAt null before the first time
 */
public record IdentityItem(
        UserIdentityId id,
        String provider,
        String label,
        boolean usable,
        Instant linkedAt,
        @Nullable Instant lastUsedAt) {}
