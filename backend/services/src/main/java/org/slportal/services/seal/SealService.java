package org.slportal.services.seal;

import static org.slportal.db.jooq.Tables.LOG_SEAL;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.springframework.stereotype.Service;

/** How far the logs are sealed: the same for all accounts, whose rows share a chain. */
@Service
public class SealService {

    private final DSLContext sql;

    public SealService(DSLContext sql) {
        this.sql = sql;
    }

    /** @return by the portal's clock, as the rows' own times; null before the first seal */
    public @Nullable Instant sealedUntil(Actor actor, SmartAccountId account, SealedLog log) {
        actor.requireAnywhere(Permission.VIEW, account);
        return sql.select(LOG_SEAL.NEWEST_AT)
                .from(LOG_SEAL)
                .where(LOG_SEAL.LOG.eq(log.name()))
                .orderBy(LOG_SEAL.NUMBER.desc())
                .limit(1)
                .fetchOne(LOG_SEAL.NEWEST_AT);
    }
}
