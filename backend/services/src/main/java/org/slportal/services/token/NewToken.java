package org.slportal.services.token;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;

/** What people choose for a token. @param expireAfterDays 1 to 365 @param maxUses null for any number */
public record NewToken(
        VirtualAccountId virtualAccountId,
        String description,
        int expireAfterDays,
        @Nullable Integer maxUses,
        boolean exportAllowed) {}
