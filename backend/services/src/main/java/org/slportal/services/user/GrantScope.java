package org.slportal.services.user;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Where a role holds.
 *
 * @param virtualAccount null for the whole Smart Account
 * @param includesChildren also in what lies below that Virtual Account, now and later
 */
public record GrantScope(@Nullable VirtualAccountId virtualAccount, boolean includesChildren) {

    public static final GrantScope WHOLE_ACCOUNT = new GrantScope(null, false);

    public GrantScope {
        if (virtualAccount == null && includesChildren) {
            throw new IllegalArgumentException("The whole account has nothing beside it");
        }
    }
}
