package org.slportal.services.factor;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.PASSKEY;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.TOTP_FACTOR;

import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.lab.RealTime;
import org.slportal.services.session.LiveSessions;
import org.slportal.services.user.PasswordConfirmation;
import org.slportal.services.user.UserService;
import org.springframework.stereotype.Service;

/** One's own authenticator app and recovery codes; what a Smart Account requires; and the way back for who lost everything. */
@Service
public class FactorService {

    static final String ISSUER = "Smart Licensing Portal";
    /** RFC 4226 recommends 160 bits. */
    private static final int SECRET_BYTES = 20;

    private static final String CODE = "code";

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime clock;
    private final Factors factors;
    private final PasswordConfirmation confirmation;
    private final UserService users;
    private final LiveSessions sessions;
    private final SignInLetters letters;
    private final EventRecorder events;
    private final SecureRandom random = new SecureRandom();

    public FactorService(
            DSLContext sql,
            Transactions transactions,
            RealTime clock,
            Factors factors,
            PasswordConfirmation confirmation,
            UserService users,
            LiveSessions sessions,
            SignInLetters letters,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.factors = factors;
        this.confirmation = confirmation;
        this.users = users;
        this.sessions = sessions;
        this.letters = letters;
        this.events = events;
    }

    public FactorState state(Actor actor) {
        return factors.state(self(actor));
    }

    /** A secret to offer to an app. Nothing is stored before {@link #confirm}. */
    public TotpEnrolment enrol(Actor actor) {
        self(actor);
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new TotpEnrolment(Base32.encode(secret), ISSUER, actor.name());
    }

    /**
     * Adds the app once it shows a right code, and ends the person's other sessions: they were begun with less.
     *
     * @return recovery codes, to be shown once
     */
    public List<String> confirm(
            Actor actor, TotpEnrolment enrolment, String password, String code, @Nullable SignInSessionId keep) {
        UserId user = confirmation.require(actor, "password", password);
        OptionalLong step = Totp.matching(
                Base32.decode(enrolment.secret()), code.replaceAll("\\s", ""), Totp.step(clock.instant()));
        if (step.isEmpty()) {
            confirmation.failed(user);
            throw PortalException.rejected(CODE, ErrorReason.FACTOR_CODE_WRONG);
        }
        return transactions.write(() -> {
            lock(user);
            if (factors.hasApp(user)) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.FACTOR_PRESENT);
            }
            // Who has a passkey has codes already.
            List<String> codes = factors.any(user) ? List.of() : factors.renewRecoveryCodes(user);
            factors.insertAuthenticator(user, enrolment.secret(), step.getAsLong());
            sessions.endAll(user, keep);
            record(actor, EventCode.AUTHENTICATOR_ADDED);
            return codes;
        });
    }

    /** @param code of the app, or a recovery code of who lost it */
    public void removeAuthenticator(Actor actor, String password, String code) {
        UserId user = confirmation.require(actor, "password", password);
        boolean right = transactions.write(() -> {
            lock(user);
            if (!factors.hasApp(user)) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.FACTOR_ABSENT);
            }
            if (!factors.use(user, code)) {
                return false;
            }
            factors.deleteApp(user);
            factors.afterRemoval(user);
            record(actor, EventCode.AUTHENTICATOR_REMOVED);
            return true;
        });
        if (!right) {
            confirmation.failed(user);
            throw PortalException.rejected(CODE, Factors.refusal(code));
        }
    }

    /** @return to be shown once; those before them end */
    public List<String> renewRecoveryCodes(Actor actor, String password) {
        UserId user = confirmation.require(actor, "password", password);
        return transactions.write(() -> {
            lock(user);
            if (!factors.any(user)) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.FACTOR_ABSENT);
            }
            record(actor, EventCode.RECOVERY_CODES_RENEWED);
            return factors.renewRecoveryCodes(user);
        });
    }

    /** For somebody who lost every factor. Like a new password: only by who manages all of the person's accounts. */
    public void reset(Actor actor, SmartAccountId account, UserId user) {
        String userName = users.requireManaged(actor, account, user);
        transactions.run(() -> {
            if (!factors.delete(user)) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.FACTOR_ABSENT);
            }
            sessions.endAll(user, null);
            letters.factorReset(user, actor.name());
            events.record(actor, NewEvent.done(EventCode.SECOND_FACTOR_RESET, account, null, "user", userName));
        });
    }

    public FactorState stateOf(Actor actor, SmartAccountId account, UserId user) {
        users.requireManaged(actor, account, user);
        return factors.state(user);
    }

    public FactorPolicy policy(Actor actor, SmartAccountId account) {
        actor.require(Permission.MANAGE_USERS, account, null);
        Condition member = DSL.exists(DSL.selectOne()
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.APP_USER_ID.eq(APP_USER.APP_USER_ID).and(ROLE_GRANT.SMART_ACCOUNT_ID.eq(account))));
        Condition without = DSL.notExists(
                        DSL.selectOne().from(TOTP_FACTOR).where(TOTP_FACTOR.APP_USER_ID.eq(APP_USER.APP_USER_ID)))
                .and(DSL.notExists(DSL.selectOne().from(PASSKEY).where(PASSKEY.APP_USER_ID.eq(APP_USER.APP_USER_ID))));
        Boolean required = sql.select(SMART_ACCOUNT.SECOND_FACTOR_REQUIRED)
                .from(SMART_ACCOUNT)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .fetchSingle(SMART_ACCOUNT.SECOND_FACTOR_REQUIRED);
        return new FactorPolicy(
                required, sql.fetchCount(APP_USER, member), sql.fetchCount(APP_USER, member.and(without)));
    }

    public void require(Actor actor, SmartAccountId account, boolean required) {
        actor.require(Permission.MANAGE_USERS, account, null);
        transactions.run(() -> {
            factors.require(account, required);
            events.record(
                    actor,
                    NewEvent.done(
                            required ? EventCode.SECOND_FACTOR_REQUIRED : EventCode.SECOND_FACTOR_OPTIONAL,
                            account,
                            null));
        });
    }

    /** Two tabs must not add or remove at once. */
    private void lock(UserId user) {
        sql.select(APP_USER.APP_USER_ID)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .forUpdate()
                .fetchSingle();
    }

    private void record(Actor actor, EventCode code) {
        events.recordAll(
                actor,
                actor.grants().stream()
                        .map(Actor.Grant::smartAccount)
                        .distinct()
                        .map(account -> NewEvent.done(code, account, null, "user", actor.name()))
                        .toList());
    }

    private static UserId self(Actor actor) {
        UserId user = actor.userId();
        if (user == null) {
            throw PortalException.notAllowed();
        }
        return user;
    }
}
