package org.slportal.services.factor;

import static org.slportal.db.jooq.Tables.PASSKEY;

import com.webauthn4j.data.AuthenticationData;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.UserId;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in by passkey. A challenge is taken away by the first answer to it, and the counter of the authenticator moves by one
 * conditional statement: an answer seen before, or made by a copy, signs nobody in.
 */
@Component
public class Passkeys {

    private static final int CHALLENGE_BYTES = 32;

    private final DSLContext sql;
    private final RealTime clock;
    private final PasskeyCeremony ceremony;
    private final JsonMapper json = new JsonMapper();
    private final SecureRandom random = new SecureRandom();

    public Passkeys(DSLContext sql, RealTime clock, PasskeyCeremony ceremony) {
        this.sql = sql;
        this.clock = clock;
        this.ceremony = ceremony;
    }

    public PasskeyChallenge challenge(PasskeyHost host) {
        byte[] value = new byte[CHALLENGE_BYTES];
        random.nextBytes(value);
        return new PasskeyChallenge(host, value, clock.instant());
    }

    /** Whether the person has one for this host. */
    public boolean any(UserId user, PasskeyHost host) {
        return sql.fetchExists(PASSKEY, PASSKEY.APP_USER_ID.eq(user).and(PASSKEY.RP_ID.eq(host.rpId())));
    }

    /** What the browser is asked, as WebAuthn's JSON. @param user after the password; null where the passkey says who it is */
    public String question(PasskeyChallenge challenge, @Nullable UserId user) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("challenge", challenge.text());
        options.put("rpId", challenge.host().rpId());
        options.put("timeout", PasskeyChallenge.VALIDITY.toMillis());
        options.put("userVerification", user == null ? "required" : "preferred");
        if (user != null) {
            options.put("allowCredentials", descriptors(user, challenge.host()));
        }
        return json.writeValueAsString(options);
    }

    List<Map<String, String>> descriptors(UserId user, PasskeyHost host) {
        return sql.select(PASSKEY.CREDENTIAL_ID)
                .from(PASSKEY)
                .where(PASSKEY.APP_USER_ID.eq(user).and(PASSKEY.RP_ID.eq(host.rpId())))
                .limit(PasskeyService.MAX_PER_PERSON)
                .fetch(row -> Map.of("type", "public-key", "id", text(row.value1())));
    }

    /**
     * Whose passkey answered; it counts as used from then on.
     *
     * @param expected whose password was right; null without a password, when the authenticator must have verified the person
     */
    public Optional<UserId> use(PasskeyChallenge challenge, String answer, @Nullable UserId expected) {
        Transactions.requireTransaction();
        Optional<byte[]> value = challenge.take(clock.instant());
        Optional<AuthenticationData> parsed = ceremony.parsed(answer);
        if (value.isEmpty() || parsed.isEmpty() || parsed.get().getCredentialId() == null) {
            return Optional.empty();
        }
        var row = sql.selectFrom(PASSKEY)
                .where(PASSKEY.CREDENTIAL_ID.eq(parsed.get().getCredentialId()))
                .fetchOne();
        if (row == null
                || !row.getRpId().equals(challenge.host().rpId())
                || expected != null && !expected.equals(row.getAppUserId())
                || !handleFits(parsed.get().getUserHandle(), row.getAppUserId(), expected == null)) {
            return Optional.empty();
        }
        var stored = new PasskeyCeremony.Stored(
                row.getCredentialId(), row.getCredentialData(), row.getSignCounter(), row.getBackupEligible());
        return ceremony.verified(challenge.host(), value.get(), parsed.get(), stored, expected == null)
                .filter(counter -> sql.update(PASSKEY)
                                .set(PASSKEY.SIGN_COUNTER, counter)
                                .set(PASSKEY.LAST_USED_AT, clock.instant())
                                .where(PASSKEY.PASSKEY_ID
                                        .eq(row.getPasskeyId())
                                        .and(PASSKEY.SIGN_COUNTER
                                                .lt(counter)
                                                .or(PASSKEY.SIGN_COUNTER
                                                        .eq(0L)
                                                        .and(org.jooq
                                                                .impl
                                                                .DSL
                                                                .val(counter)
                                                                .eq(0L)))))
                                .execute()
                        == 1)
                .map(counter -> row.getAppUserId());
    }

    /** Authenticators may leave it out where the portal said whom it asks. */
    private static boolean handleFits(byte @Nullable [] handle, UserId user, boolean needed) {
        return handle == null || handle.length == 0 ? !needed : MessageDigest.isEqual(handle, handle(user));
    }

    /** How authenticators know the person: a number, no name. */
    static byte[] handle(UserId user) {
        return ByteBuffer.allocate(Long.BYTES).putLong(user.value()).array();
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
