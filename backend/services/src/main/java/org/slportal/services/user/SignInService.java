package org.slportal.services.user;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;

import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.event.Outcome;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Service;

/** Password sign-in: a name is locked after several wrong passwords, an address is slowed after many. */
@Service
public class SignInService {

    static final int ATTEMPTS_BEFORE_LOCK = 5;
    static final Duration LOCK = Duration.ofMinutes(15);
    static final int ATTEMPTS_PER_ADDRESS = 30;
    static final Duration ADDRESS_WINDOW = Duration.ofMinutes(5);

    private static final int MAX_NAME = 120;

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime clock;
    private final Passwords passwords;
    private final EventRecorder events;
    private final AttemptThrottle throttle;

    public SignInService(
            DSLContext sql, Transactions transactions, RealTime clock, Passwords passwords, EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.passwords = passwords;
        this.events = events;
        this.throttle = new AttemptThrottle(clock.source(), ATTEMPTS_PER_ADDRESS, ADDRESS_WINDOW);
    }

    public SignInResult signIn(String userName, String password, @Nullable String address) {
        // 1. An address that failed often waits, whatever name it tries.
        Duration wait = throttle.waitFor(address);
        if (!wait.isZero()) {
            return new SignInResult.Throttled(wait);
        }
        if (password.length() > Passwords.MAX_LENGTH || userName.length() > MAX_NAME) {
            throttle.failed(address);
            return new SignInResult.Refused();
        }

        // 2. Find the name; an unknown one costs the same time.
        var user = sql.select(
                        APP_USER.APP_USER_ID,
                        APP_USER.USER_NAME,
                        APP_USER.PASSWORD_HASH,
                        APP_USER.DISABLED,
                        APP_USER.LOCKED_UNTIL,
                        APP_USER.FAILED_SIGN_INS)
                .from(APP_USER)
                .where(APP_USER.USER_NAME.eq(userName.strip()))
                .fetchOne();
        if (user == null) {
            passwords.pretendToCompare(password);
            throttle.failed(address);
            return new SignInResult.Refused();
        }

        // 3. A locked name is not even compared.
        Instant now = clock.instant();
        Instant lockedUntil = user.value5();
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            throttle.failed(address);
            return new SignInResult.Locked(lockedUntil);
        }

        // 4. Compare outside any transaction: Argon2 is slow on purpose.
        boolean matches = passwords.matches(password, user.value3()) && !user.value4();
        Actor actor = new Actor(ActorKind.USER, user.value1(), user.value2(), java.util.List.of(), address);
        if (matches) {
            signedIn(actor, user.value1(), user.value6() > 0 || lockedUntil != null);
            return new SignInResult.SignedIn(user.value1());
        }
        throttle.failed(address);
        return refused(actor, user.value1(), now);
    }

    private void signedIn(Actor actor, UserId user, boolean resetCounter) {
        transactions.run(() -> {
            if (resetCounter) {
                sql.update(APP_USER)
                        .set(APP_USER.FAILED_SIGN_INS, 0)
                        .setNull(APP_USER.LOCKED_UNTIL)
                        .where(APP_USER.APP_USER_ID.eq(user))
                        .execute();
            }
            record(actor, user, EventCode.SIGNED_IN, Outcome.DONE);
        });
    }

    private SignInResult refused(Actor actor, UserId user, Instant now) {
        return transactions.write(() -> {
            int failures = 1
                    + sql.select(APP_USER.FAILED_SIGN_INS)
                            .from(APP_USER)
                            .where(APP_USER.APP_USER_ID.eq(user))
                            .forUpdate()
                            .fetchSingle(APP_USER.FAILED_SIGN_INS);
            boolean lock = failures >= ATTEMPTS_BEFORE_LOCK;
            Instant until = now.plus(LOCK);
            sql.update(APP_USER)
                    .set(APP_USER.FAILED_SIGN_INS, lock ? 0 : failures)
                    .set(APP_USER.LOCKED_UNTIL, lock ? until : null)
                    .where(APP_USER.APP_USER_ID.eq(user))
                    .execute();
            record(actor, user, lock ? EventCode.SIGN_IN_LOCKED : EventCode.SIGN_IN_REFUSED, Outcome.REFUSED);
            return lock ? new SignInResult.Locked(until) : new SignInResult.Refused();
        });
    }

    /** In the event log of each account the person belongs to. */
    private void record(Actor actor, UserId user, EventCode code, Outcome outcome) {
        var accounts = sql.selectDistinct(ROLE_GRANT.SMART_ACCOUNT_ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.APP_USER_ID.eq(user))
                .fetch(ROLE_GRANT.SMART_ACCOUNT_ID);
        events.recordAll(
                actor,
                accounts.stream()
                        .map((SmartAccountId account) -> new NewEvent(
                                code, outcome, account, null, java.util.Map.of("user", actor.name()), null, null))
                        .toList());
    }
}
