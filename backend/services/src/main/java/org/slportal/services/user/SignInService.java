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
import org.slportal.services.factor.Factors;
import org.slportal.services.factor.PasskeyChallenge;
import org.slportal.services.factor.Passkeys;
import org.slportal.services.factor.SignInLetters;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Service;

/**
 * Sign-in by password, then by a second factor where there is one. A name is locked after several wrong passwords or codes, an address
 * is slowed after many. A right password does not start the count anew while the second factor is still to come: whoever knows it would
 * have any number of codes to guess with.
 */
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
    private final Factors factors;
    private final SignInLetters letters;
    private final Passkeys passkeys;
    private final AttemptThrottle throttle;

    public SignInService(
            DSLContext sql,
            Transactions transactions,
            RealTime clock,
            Passwords passwords,
            EventRecorder events,
            Factors factors,
            SignInLetters letters,
            Passkeys passkeys) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.passwords = passwords;
        this.events = events;
        this.factors = factors;
        this.letters = letters;
        this.passkeys = passkeys;
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
        if (matches && factors.any(user.value1())) {
            return new SignInResult.SecondFactorNeeded(user.value1());
        }
        if (matches) {
            signedIn(actor, user.value1(), user.value6() > 0 || lockedUntil != null);
            return new SignInResult.SignedIn(user.value1());
        }
        throttle.failed(address);
        return refused(actor, user.value1(), now);
    }

    /** After the password: a code of the authenticator app, or a recovery code. */
    public SignInResult secondStep(UserId user, String code, @Nullable String address) {
        Duration wait = throttle.waitFor(address);
        if (!wait.isZero()) {
            return new SignInResult.Throttled(wait);
        }
        var person = sql.select(APP_USER.USER_NAME, APP_USER.DISABLED, APP_USER.LOCKED_UNTIL)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchSingle();
        Instant now = clock.instant();
        Instant lockedUntil = person.value3();
        if (person.value2()) {
            return new SignInResult.Refused();
        }
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return new SignInResult.Locked(lockedUntil);
        }
        Actor actor = new Actor(ActorKind.USER, user, person.value1(), java.util.List.of(), address);
        boolean right = code.length() <= MAX_NAME
                && transactions.write(() -> {
                    if (!factors.use(user, code)) {
                        return false;
                    }
                    if (!Factors.isAppCode(code)) {
                        usedRecoveryCode(actor, user);
                    }
                    signedIn(actor, user, true);
                    return true;
                });
        if (right) {
            return new SignInResult.SignedIn(user);
        }
        throttle.failed(address);
        return refused(actor, user, now);
    }

    /**
     * A passkey's answer.
     *
     * @param half whose password was right; null where the passkey stands in its place
     */
    public SignInResult passkey(
            PasskeyChallenge challenge, String answer, @Nullable UserId half, @Nullable String address) {
        Duration wait = throttle.waitFor(address);
        if (!wait.isZero()) {
            return new SignInResult.Throttled(wait);
        }
        SignInResult result = transactions.write(() -> passkeys.use(challenge, answer, half)
                .map(user -> opened(user, address))
                .orElseGet(SignInResult.Refused::new));
        if (result instanceof SignInResult.Refused) {
            throttle.failed(address);
        }
        return result;
    }

    /** A passkey does not open what is locked or disabled; nor can it be guessed, so a wrong one does not lock. */
    private SignInResult opened(UserId user, @Nullable String address) {
        var person = sql.select(APP_USER.USER_NAME, APP_USER.DISABLED, APP_USER.LOCKED_UNTIL)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchSingle();
        Instant lockedUntil = person.value3();
        if (person.value2()) {
            return new SignInResult.Refused();
        }
        if (lockedUntil != null && clock.instant().isBefore(lockedUntil)) {
            return new SignInResult.Locked(lockedUntil);
        }
        signedIn(new Actor(ActorKind.USER, user, person.value1(), java.util.List.of(), address), user, true);
        return new SignInResult.SignedIn(user);
    }

    /** For who signed in without entering it. */
    public String userName(UserId user) {
        return sql.select(APP_USER.USER_NAME)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchSingle(APP_USER.USER_NAME);
    }

    private void usedRecoveryCode(Actor actor, UserId user) {
        String left = Integer.toString(factors.recoveryCodesLeft(user));
        letters.recoveryCodeUsed(user, left);
        record(actor, user, EventCode.RECOVERY_CODE_USED, Outcome.DONE, "left", left);
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
    private void record(Actor actor, UserId user, EventCode code, Outcome outcome, String... more) {
        var accounts = sql.selectDistinct(ROLE_GRANT.SMART_ACCOUNT_ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.APP_USER_ID.eq(user))
                .fetch(ROLE_GRANT.SMART_ACCOUNT_ID);
        var parameters = new java.util.LinkedHashMap<String, String>();
        parameters.put("user", actor.name());
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        events.recordAll(
                actor,
                accounts.stream()
                        .map((SmartAccountId account) ->
                                new NewEvent(code, outcome, account, null, parameters, null, null))
                        .toList());
    }
}
