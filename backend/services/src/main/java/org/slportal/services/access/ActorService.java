package org.slportal.services.access;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;

import org.jooq.DSLContext;
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
                        APP_USER.USER_NAME, ROLE_GRANT.SMART_ACCOUNT_ID, ROLE_GRANT.VIRTUAL_ACCOUNT_ID, ROLE_GRANT.ROLE)
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
                rows.stream()
                        .filter(row -> row.value2() != null)
                        .map(row -> new Actor.Grant(row.value2(), row.value3(), row.value4()))
                        .toList(),
                originAddress);
    }
}
