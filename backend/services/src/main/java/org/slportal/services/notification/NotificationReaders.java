package org.slportal.services.notification;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.util.Optional;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.springframework.stereotype.Component;

/** Who may still read a letter at the moment it is written. */
@Component
class NotificationReaders {

    private final DSLContext sql;
    private final ActorService actors;

    NotificationReaders(DSLContext sql, ActorService actors) {
        this.sql = sql;
        this.actors = actors;
    }

    /** @param actor with the rights of now */
    record Entitled(LetterReader reader, Actor actor, String account) {}

    /** Nobody, if the person is disabled, sees nothing of the account any more, or has no address. */
    Optional<Entitled> find(UserId user, SmartAccountId account) {
        var row = sql.select(APP_USER.EMAIL, APP_USER.DISPLAY_NAME, APP_USER.LOCALE, SMART_ACCOUNT.NAME)
                .from(APP_USER)
                .crossJoin(SMART_ACCOUNT)
                .where(APP_USER.APP_USER_ID
                        .eq(user)
                        .and(APP_USER.DISABLED.isFalse())
                        .and(APP_USER.EMAIL.ne(""))
                        .and(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account)))
                .fetchOne();
        if (row == null) {
            return Optional.empty();
        }
        Actor actor = actors.userActor(user, null);
        return actor.mayAnywhere(Permission.VIEW, account)
                ? Optional.of(
                        new Entitled(new LetterReader(row.value1(), row.value2(), row.value3()), actor, row.value4()))
                : Optional.empty();
    }
}
