package org.slportal.services.account;

import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.slportal.db.jooq.tables.RoleGrant;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.springframework.stereotype.Component;

/** How many people have access to a Virtual Account: by a role in it, in one above that includes it, or in the whole Smart Account. */
@Component
class PoolPeople {

    /** What stands for the whole Smart Account in {@code scope_key}. */
    private static final long WHOLE_ACCOUNT = 0;

    private static final RoleGrant OF_ACCOUNT = ROLE_GRANT.as("of_account");

    private final DSLContext sql;

    PoolPeople(DSLContext sql) {
        this.sql = sql;
    }

    /** Of each of these Virtual Accounts of one Smart Account; two queries, however many they are. */
    Map<VirtualAccountId, Integer> count(SmartAccountId account, Collection<VirtualAccountId> pools) {
        Map<VirtualAccountId, Integer> people = new HashMap<>();
        if (pools.isEmpty()) {
            return people;
        }
        int everywhere = sql.fetchCount(
                ROLE_GRANT, ROLE_GRANT.SMART_ACCOUNT_ID.eq(account).and(ROLE_GRANT.SCOPE_KEY.eq(WHOLE_ACCOUNT)));
        pools.forEach(pool -> people.put(pool, everywhere));
        // 1. Each of them with itself and all above it.
        Name ways = DSL.name("ways");
        Field<VirtualAccountId> pool =
                DSL.field(DSL.name("ways", "pool"), VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.getDataType());
        Field<VirtualAccountId> place =
                DSL.field(DSL.name("ways", "place"), VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.getDataType());
        var start = DSL.select(
                        VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.as("pool"), VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.as("place"))
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account).and(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(pools)));
        var above = DSL.select(pool, VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID)
                .from(DSL.table(ways))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(place))
                .where(VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID.isNotNull());
        // 2. Whoever has a role there and is not counted already.
        sql.withRecursive(ways.fields("pool", "place").as(start.unionAll(above)))
                .select(pool, DSL.countDistinct(ROLE_GRANT.APP_USER_ID))
                .from(DSL.table(ways))
                .join(ROLE_GRANT)
                .on(ROLE_GRANT
                        .VIRTUAL_ACCOUNT_ID
                        .eq(place)
                        .and(ROLE_GRANT.SMART_ACCOUNT_ID.eq(account))
                        .and(ROLE_GRANT.INCLUDES_CHILDREN.isTrue().or(place.eq(pool))))
                .leftJoin(OF_ACCOUNT)
                .on(OF_ACCOUNT
                        .APP_USER_ID
                        .eq(ROLE_GRANT.APP_USER_ID)
                        .and(OF_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                        .and(OF_ACCOUNT.SCOPE_KEY.eq(WHOLE_ACCOUNT)))
                .where(OF_ACCOUNT.ROLE_GRANT_ID.isNull())
                .groupBy(pool)
                .forEach(row -> people.merge(row.value1(), row.value2(), Integer::sum));
        return people;
    }
}
