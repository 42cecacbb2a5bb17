package org.slportal.services.user;

import static org.slportal.db.jooq.Tables.APP_USER;

import java.time.Duration;
import org.jooq.DSLContext;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * Asks for the password once more before what protects the sign-in is changed: an unattended screen must not be enough. Slowed after
 * several wrong ones, codes included.
 */
@Component
public class PasswordConfirmation {

    private static final int WRONG = 10;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final Passwords passwords;
    private final AttemptThrottle throttle;

    public PasswordConfirmation(DSLContext sql, Passwords passwords, RealTime clock) {
        this.sql = sql;
        this.passwords = passwords;
        this.throttle = new AttemptThrottle(clock.source(), WRONG, WINDOW);
    }

    /** @param field that is at fault if it is not the person's password */
    public UserId require(Actor actor, String field, String password) {
        UserId user = actor.userId();
        if (user == null) {
            throw PortalException.notAllowed();
        }
        requireFew(user);
        String hash = sql.select(APP_USER.PASSWORD_HASH)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchSingle(APP_USER.PASSWORD_HASH);
        if (password.length() > Passwords.MAX_LENGTH || !passwords.matches(password, hash)) {
            failed(user);
            throw PortalException.rejected(field, ErrorReason.PASSWORD_WRONG);
        }
        return user;
    }

    /** @throws PortalException RATE_LIMITED after too many wrong ones */
    public void requireFew(UserId user) {
        Duration wait = throttle.waitFor(user.toString());
        if (!wait.isZero()) {
            throw PortalException.of(
                    PortalException.Kind.RATE_LIMITED, ErrorReason.TOO_MANY_ATTEMPTS, wait.toSeconds() + 1);
        }
    }

    public void failed(UserId user) {
        throttle.failed(user.toString());
    }
}
