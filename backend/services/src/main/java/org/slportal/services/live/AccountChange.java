package org.slportal.services.live;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Something happened in an account since its listeners were last told.
 *
 * @param pools the Virtual Accounts it happened in
 * @param accountWide whether something concerns no single Virtual Account
 */
public record AccountChange(SmartAccountId account, Set<VirtualAccountId> pools, boolean accountWide) {

    public AccountChange {
        pools = Set.copyOf(pools);
    }

    /** Both of the same account. */
    public AccountChange and(AccountChange other) {
        Set<VirtualAccountId> both = new HashSet<>(pools);
        both.addAll(other.pools);
        return new AccountChange(account, both, accountWide || other.accountWide);
    }

    /** @param pool null: anything in the account */
    public boolean concerns(@Nullable VirtualAccountId pool) {
        return pool == null || accountWide || pools.contains(pool);
    }
}
