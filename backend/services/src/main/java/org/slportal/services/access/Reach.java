package org.slportal.services.access;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * What of one Smart Account somebody may look into.
 *
 * @param pools null when it is all of it, what lies in no Virtual Account too
 */
public record Reach(SmartAccountId account, @Nullable List<VirtualAccountId> pools) {

    /** Refuses who may look nowhere in the account. */
    public static Reach of(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return new Reach(account, actor.poolsWith(Permission.VIEW, account));
    }

    public boolean isWhole() {
        return pools == null;
    }

    /** The rows of a table that are within it. */
    public Condition covers(Field<SmartAccountId> accountOf, Field<VirtualAccountId> poolOf) {
        Condition own = accountOf.eq(account);
        return pools == null ? own : own.and(poolOf.in(pools));
    }
}
