package org.slportal.services.search;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;

/** What the reader may see of an account. @param pools null for all */
record Sight(SmartAccountId account, @Nullable List<VirtualAccountId> pools) {

    static Sight of(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return new Sight(account, actor.poolsWith(Permission.VIEW, account));
    }

    Condition covers(Field<SmartAccountId> owner, Field<VirtualAccountId> pool) {
        return owner.eq(account).and(pools == null ? DSL.noCondition() : pool.in(pools));
    }

    boolean covers(@Nullable VirtualAccountId pool) {
        return pools == null || (pool != null && pools.contains(pool));
    }
}
