package org.slportal.services.factor;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.PASSKEY;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.PasskeyId;
import org.slportal.domain.id.SignInSessionId;
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
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** One's own passkeys. */
@Service
public class PasskeyService {

    static final int MAX_PER_PERSON = 10;
    static final int MAX_NAME = 80;

    private static final String NAME = "name";

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime clock;
    private final Factors factors;
    private final Passkeys passkeys;
    private final PasskeyCeremony ceremony;
    private final PasswordConfirmation confirmation;
    private final LiveSessions sessions;
    private final EventRecorder events;
    private final JsonMapper json = new JsonMapper();

    public PasskeyService(
            DSLContext sql,
            Transactions transactions,
            RealTime clock,
            Factors factors,
            Passkeys passkeys,
            PasskeyCeremony ceremony,
            PasswordConfirmation confirmation,
            LiveSessions sessions,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.factors = factors;
        this.passkeys = passkeys;
        this.ceremony = ceremony;
        this.confirmation = confirmation;
        this.sessions = sessions;
        this.events = events;
    }

    public List<PasskeyItem> list(Actor actor) {
        return sql.select(PASSKEY.PASSKEY_ID, PASSKEY.NAME, PASSKEY.RP_ID, PASSKEY.CREATED_AT, PASSKEY.LAST_USED_AT)
                .from(PASSKEY)
                .where(PASSKEY.APP_USER_ID.eq(self(actor)))
                .orderBy(PASSKEY.PASSKEY_ID)
                .limit(MAX_PER_PERSON)
                .fetch(row -> new PasskeyItem(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
    }

    /** What the browser is asked to make, as WebAuthn's JSON. Needs the password; nothing is stored before {@link #add}. */
    public String offer(Actor actor, PasskeyChallenge challenge, String name, String password) {
        UserId user = confirmation.require(actor, "password", password);
        checkedName(name);
        requireRoom(user);
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("rp", Map.of("id", challenge.host().rpId(), NAME, FactorService.ISSUER));
        options.put(
                "user",
                Map.of("id", Passkeys.text(Passkeys.handle(user)), NAME, actor.name(), "displayName", actor.name()));
        options.put("challenge", challenge.text());
        options.put(
                "pubKeyCredParams",
                PasskeyCeremony.ALGORITHMS.stream()
                        .map(one -> Map.of("type", "public-key", "alg", one))
                        .toList());
        options.put("timeout", PasskeyChallenge.VALIDITY.toMillis());
        options.put("excludeCredentials", passkeys.descriptors(user, challenge.host()));
        options.put(
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
        options.put("attestation", "none");
        return json.writeValueAsString(options);
    }

    /**
     * Stores what the authenticator made, and ends the person's other sessions as with an app.
     *
     * @return recovery codes to be shown once, if this is the first factor
     */
    public List<String> add(
            Actor actor, PasskeyChallenge challenge, String name, String answer, @Nullable SignInSessionId keep) {
        UserId user = self(actor);
        String checked = checkedName(name);
        PasskeyCeremony.Made made = challenge
                .take(clock.instant())
                .flatMap(value -> ceremony.made(challenge.host(), value, answer))
                .orElseThrow(() -> PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.PASSKEY_REFUSED));
        return transactions.write(() -> {
            lock(user);
            requireRoom(user);
            // An authenticator draws its ids at random; one that is known is offered a second time.
            if (sql.fetchExists(PASSKEY, PASSKEY.CREDENTIAL_ID.eq(made.id()))) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.PASSKEY_REFUSED);
            }
            List<String> codes = factors.any(user) ? List.of() : factors.renewRecoveryCodes(user);
            sql.insertInto(PASSKEY)
                    .set(PASSKEY.APP_USER_ID, user)
                    .set(PASSKEY.CREDENTIAL_ID, made.id())
                    .set(PASSKEY.CREDENTIAL_DATA, made.data())
                    .set(PASSKEY.RP_ID, challenge.host().rpId())
                    .set(PASSKEY.SIGN_COUNTER, made.counter())
                    .set(PASSKEY.BACKUP_ELIGIBLE, made.backupEligible())
                    .set(PASSKEY.NAME, checked)
                    .set(PASSKEY.CREATED_AT, clock.instant())
                    .execute();
            sessions.endAll(user, keep);
            record(actor, EventCode.PASSKEY_ADDED, checked);
            return codes;
        });
    }

    /** A passkey of somebody else is unknown. */
    public void rename(Actor actor, PasskeyId id, String name) {
        UserId user = self(actor);
        String checked = checkedName(name);
        transactions.run(() -> {
            nameOf(user, id);
            sql.update(PASSKEY)
                    .set(PASSKEY.NAME, checked)
                    .where(PASSKEY.PASSKEY_ID.eq(id).and(PASSKEY.APP_USER_ID.eq(user)))
                    .execute();
            record(actor, EventCode.PASSKEY_RENAMED, checked);
        });
    }

    /** The last factor stays where a Smart Account requires one; without it the recovery codes end, too. */
    public void remove(Actor actor, PasskeyId id, String password) {
        UserId user = confirmation.require(actor, "password", password);
        transactions.run(() -> {
            lock(user);
            String name = nameOf(user, id);
            sql.deleteFrom(PASSKEY)
                    .where(PASSKEY.PASSKEY_ID.eq(id).and(PASSKEY.APP_USER_ID.eq(user)))
                    .execute();
            factors.afterRemoval(user);
            record(actor, EventCode.PASSKEY_REMOVED, name);
        });
    }

    private String nameOf(UserId user, PasskeyId id) {
        String name = sql.select(PASSKEY.NAME)
                .from(PASSKEY)
                .where(PASSKEY.PASSKEY_ID.eq(id).and(PASSKEY.APP_USER_ID.eq(user)))
                .fetchOne(PASSKEY.NAME);
        if (name == null) {
            throw PortalException.notFound();
        }
        return name;
    }

    private void requireRoom(UserId user) {
        if (sql.fetchCount(PASSKEY, PASSKEY.APP_USER_ID.eq(user)) >= MAX_PER_PERSON) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.PASSKEYS_FULL, MAX_PER_PERSON);
        }
    }

    private static String checkedName(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            throw PortalException.rejected(NAME, ErrorReason.REQUIRED);
        }
        if (stripped.length() > MAX_NAME) {
            throw PortalException.rejected(NAME, ErrorReason.TOO_LONG, MAX_NAME);
        }
        return stripped;
    }

    private void lock(UserId user) {
        sql.select(APP_USER.APP_USER_ID)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .forUpdate()
                .fetchSingle();
    }

    private void record(Actor actor, EventCode code, String name) {
        events.recordAll(
                actor,
                actor.grants().stream()
                        .map(Actor.Grant::smartAccount)
                        .distinct()
                        .map(account -> NewEvent.done(code, account, null, "user", actor.name(), NAME, name))
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
