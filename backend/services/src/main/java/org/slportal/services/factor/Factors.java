package org.slportal.services.factor;

import static org.slportal.db.jooq.Tables.PASSKEY;
import static org.slportal.db.jooq.Tables.RECOVERY_CODE;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.TOTP_FACTOR;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.RealTime;
import org.slportal.services.secret.Sealer;
import org.slportal.services.token.TokenService;
import org.springframework.stereotype.Component;

/**
 * The second factors as they are stored. An authenticator's secret is sealed for its person; recovery codes are hashes. What was used
 * is used up by one conditional statement: of two who offer the same code at once, one gets in.
 */
@Component
public class Factors {

    static final int RECOVERY_CODES = 10;

    /** No letters and digits that look alike. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int CODE_LENGTH = 16;
    private static final int GROUP = 4;

    private final DSLContext sql;
    private final RealTime clock;
    private final Sealer sealer;
    private final SecureRandom random = new SecureRandom();

    public Factors(DSLContext sql, RealTime clock, Sealer sealer) {
        this.sql = sql;
        this.clock = clock;
        this.sealer = sealer;
    }

    /** Whether a password alone does not sign the person in. */
    public boolean any(UserId user) {
        return hasApp(user) || sql.fetchExists(PASSKEY, PASSKEY.APP_USER_ID.eq(user));
    }

    public boolean hasApp(UserId user) {
        return sql.fetchExists(TOTP_FACTOR, TOTP_FACTOR.APP_USER_ID.eq(user));
    }

    /** Nobody is left without a factor an account requires, nor with recovery codes for none. */
    void afterRemoval(UserId user) {
        Transactions.requireTransaction();
        if (any(user)) {
            return;
        }
        String requiredBy = requiredBy(user);
        if (requiredBy != null) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.FACTOR_REQUIRED, requiredBy);
        }
        sql.deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.APP_USER_ID.eq(user)).execute();
    }

    public FactorState state(UserId user) {
        Field<String> requiredBy = DSL.field(DSL.select(DSL.min(SMART_ACCOUNT.NAME))
                .from(SMART_ACCOUNT)
                .where(SMART_ACCOUNT.SECOND_FACTOR_REQUIRED.isTrue().and(member(user))));
        var row = sql.select(
                        DSL.field(DSL.select(TOTP_FACTOR.CREATED_AT)
                                .from(TOTP_FACTOR)
                                .where(TOTP_FACTOR.APP_USER_ID.eq(user))),
                        DSL.field(DSL.selectCount().from(PASSKEY).where(PASSKEY.APP_USER_ID.eq(user))),
                        DSL.field(DSL.selectCount().from(RECOVERY_CODE).where(RECOVERY_CODE.APP_USER_ID.eq(user))),
                        requiredBy)
                .fetchSingle();
        return new FactorState(row.value1(), row.value2(), row.value3(), row.value4());
    }

    /** Whether a Smart Account of the person asks for a factor and there is none. */
    public boolean missing(UserId user) {
        return sql.fetchExists(
                        SMART_ACCOUNT,
                        SMART_ACCOUNT.SECOND_FACTOR_REQUIRED.isTrue().and(member(user)))
                && !any(user);
    }

    private static Condition member(UserId user) {
        return SMART_ACCOUNT.SMART_ACCOUNT_ID.in(
                DSL.select(ROLE_GRANT.SMART_ACCOUNT_ID).from(ROLE_GRANT).where(ROLE_GRANT.APP_USER_ID.eq(user)));
    }

    /** @param step of the code that proved the app has the secret: it cannot sign in any more */
    void insertAuthenticator(UserId user, String secret, long step) {
        Transactions.requireTransaction();
        sql.insertInto(TOTP_FACTOR)
                .set(TOTP_FACTOR.APP_USER_ID, user)
                .set(TOTP_FACTOR.SEALED_SECRET, sealer.seal(secret, context(user)))
                .set(TOTP_FACTOR.LAST_STEP, step)
                .set(TOTP_FACTOR.CREATED_AT, clock.instant())
                .execute();
    }

    /** Passkeys and recovery codes too: only the password is left. @return whether there was a factor */
    boolean delete(UserId user) {
        Transactions.requireTransaction();
        sql.deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.APP_USER_ID.eq(user)).execute();
        int keys = sql.deleteFrom(PASSKEY).where(PASSKEY.APP_USER_ID.eq(user)).execute();
        return deleteApp(user) || keys > 0;
    }

    boolean deleteApp(UserId user) {
        Transactions.requireTransaction();
        return sql.deleteFrom(TOTP_FACTOR)
                        .where(TOTP_FACTOR.APP_USER_ID.eq(user))
                        .execute()
                == 1;
    }

    /** Whether a code of the app or a recovery code is right; from then on it is used. */
    public boolean use(UserId user, String entered) {
        Transactions.requireTransaction();
        String code = cleaned(entered);
        return isAppCode(code) ? useAppCode(user, code) : useRecoveryCode(user, code);
    }

    /** Whether this looks like a code of an app, not like a recovery code. */
    public static boolean isAppCode(String entered) {
        String code = cleaned(entered);
        return code.length() == Totp.DIGITS && code.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Why a code was not accepted: an app shows another soon, a used recovery code stays used. */
    public static ErrorReason refusal(String entered) {
        return isAppCode(entered) ? ErrorReason.FACTOR_CODE_WRONG : ErrorReason.RECOVERY_CODE_WRONG;
    }

    boolean useAppCode(UserId user, String code) {
        byte[] sealed = sql.select(TOTP_FACTOR.SEALED_SECRET)
                .from(TOTP_FACTOR)
                .where(TOTP_FACTOR.APP_USER_ID.eq(user))
                .fetchOne(TOTP_FACTOR.SEALED_SECRET);
        if (sealed == null) {
            return false;
        }
        byte[] secret = Base32.decode(sealer.open(sealed, context(user)));
        OptionalLong step = Totp.matching(secret, code, Totp.step(clock.instant()));
        return step.isPresent()
                && sql.update(TOTP_FACTOR)
                                .set(TOTP_FACTOR.LAST_STEP, step.getAsLong())
                                .where(TOTP_FACTOR.APP_USER_ID.eq(user).and(TOTP_FACTOR.LAST_STEP.lt(step.getAsLong())))
                                .execute()
                        == 1;
    }

    private boolean useRecoveryCode(UserId user, String code) {
        return code.length() == CODE_LENGTH
                && sql.deleteFrom(RECOVERY_CODE)
                                .where(RECOVERY_CODE.APP_USER_ID.eq(user).and(RECOVERY_CODE.CODE_HASH.eq(hash(code))))
                                .execute()
                        == 1;
    }

    public int recoveryCodesLeft(UserId user) {
        return sql.fetchCount(RECOVERY_CODE, RECOVERY_CODE.APP_USER_ID.eq(user));
    }

    /** New codes; those before them end. @return to be shown once */
    List<String> renewRecoveryCodes(UserId user) {
        Transactions.requireTransaction();
        sql.deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.APP_USER_ID.eq(user)).execute();
        List<String> codes = new ArrayList<>();
        var insert = sql.insertInto(RECOVERY_CODE, RECOVERY_CODE.APP_USER_ID, RECOVERY_CODE.CODE_HASH);
        for (int i = 0; i < RECOVERY_CODES; i++) {
            String code = newCode();
            codes.add(code);
            insert = insert.values(user, hash(cleaned(code)));
        }
        insert.execute();
        return List.copyOf(codes);
    }

    private String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private static String cleaned(String entered) {
        return entered.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static byte[] hash(String code) {
        return TokenService.hash(code.getBytes(StandardCharsets.UTF_8));
    }

    private static String context(UserId user) {
        return "totp|" + user;
    }

    /** The name of an account that requires a factor; null if none does. */
    public @Nullable String requiredBy(UserId user) {
        return state(user).requiredBy();
    }

    void require(SmartAccountId account, boolean required) {
        Transactions.requireTransaction();
        sql.update(SMART_ACCOUNT)
                .set(SMART_ACCOUNT.SECOND_FACTOR_REQUIRED, required)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .execute();
    }
}
