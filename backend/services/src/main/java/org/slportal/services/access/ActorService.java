package org.slportal.services.access;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.UserId;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Service;

/** Loads a person's rights as they are now, so that a revoked role ends at the next act. */
@Service
public class ActorService {

    private static final int MAX_NAME = 120;

    private final DSLContext sql;

    public ActorService(DSLContext sql) {
        this.sql = sql;
    }

    public Actor userActor(UserId user, @Nullable String originAddress) {
        return load(ActorKind.USER, user, originAddress, null);
    }

    /** A client acts with the rights of the person who made it, under its own name. */
    public Actor clientActor(UserId user, String clientName, @Nullable String originAddress) {
        return load(ActorKind.CLIENT, user, originAddress, clientName);
    }

    /** What the event log and the ledger keep of a name. */
    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 1) + "…";
    }

    private Actor load(ActorKind kind, UserId user, @Nullable String originAddress, @Nullable String clientName) {
        var rows = sql.select(
                        APP_USER.USER_NAME,
                        ROLE_GRANT.SMART_ACCOUNT_ID,
                        ROLE_GRANT.VIRTUAL_ACCOUNT_ID,
                        ROLE_GRANT.ROLE,
                        ROLE_GRANT.INCLUDES_CHILDREN)
                .from(APP_USER)
                .leftJoin(ROLE_GRANT)
                .on(ROLE_GRANT.APP_USER_ID.eq(APP_USER.APP_USER_ID))
                .where(APP_USER.APP_USER_ID.eq(user).and(APP_USER.DISABLED.isFalse()))
                .fetch();
        if (rows.isEmpty()) {
            throw PortalException.notAllowed();
        }
        String userName = rows.getFirst().value1();
        return new Actor(
                kind,
                user,
                clientName == null ? userName : shortened(userName + " (" + clientName + ")"),
                withChildren(
                        user,
                        rows.stream()
                                .filter(row -> row.value2() != null)
                                .map(row -> new Actor.Grant(row.value2(), row.value3(), row.value4(), row.value5()))
                                .toList()),
                originAddress);
    }

    /** Adds a grant for each Virtual Account below those whose grant reaches down: the tree as it stands now. */
    private List<Actor.Grant> withChildren(UserId user, List<Actor.Grant> own) {
        if (own.stream().noneMatch(Actor.Grant::includesChildren)) {
            return own;
        }
        Name tree = DSL.name("covered");
        var account = DSL.field(DSL.name("covered", "account"), VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.getDataType());
        var pool = DSL.field(DSL.name("covered", "pool"), VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.getDataType());
        var role = DSL.field(DSL.name("covered", "role"), ROLE_GRANT.ROLE.getDataType());
        var top = DSL.select(
                        VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.as("account"),
                        VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.as("pool"),
                        ROLE_GRANT.ROLE.as("role"))
                .from(ROLE_GRANT)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID.eq(ROLE_GRANT.VIRTUAL_ACCOUNT_ID))
                .where(ROLE_GRANT.APP_USER_ID.eq(user).and(ROLE_GRANT.INCLUDES_CHILDREN.isTrue()));
        var below = DSL.select(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID, VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID, role)
                .from(DSL.table(tree))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.PARENT_VIRTUAL_ACCOUNT_ID.eq(pool));
        List<Actor.Grant> all = new ArrayList<>(own);
        // UNION, not UNION ALL: where two grants meet in the tree their common part is walked once.
        all.addAll(sql.withRecursive(tree.fields("account", "pool", "role").as(top.union(below)))
                .select(account, pool, role)
                .from(DSL.table(tree))
                .fetch(row -> new Actor.Grant(row.value1(), row.value2(), row.value3(), true)));
        return all;
    }
}
