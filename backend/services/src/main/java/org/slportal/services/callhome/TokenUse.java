package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.REGISTRATION_TOKEN;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slportal.domain.id.RegistrationTokenId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.token.TokenState;
import org.slportal.domain.token.TokenText;
import org.slportal.services.db.Transactions;
import org.slportal.services.token.TokenService;
import org.springframework.stereotype.Component;

/** A device's use of a registration token. */
@Component
class TokenUse {

    private final DSLContext sql;

    TokenUse(DSLContext sql) {
        this.sql = sql;
    }

    /** A token as found by its secret. */
    record Found(
            RegistrationTokenId id,
            SmartAccountId account,
            String accountName,
            VirtualAccountId pool,
            String poolName,
            boolean exportAllowed,
            TokenState state) {

        /** As if it were one of another Virtual Account of the same Smart Account. */
        Found in(VirtualAccountId otherPool, String otherPoolName) {
            return new Found(id, account, accountName, otherPool, otherPoolName, exportAllowed, state);
        }
    }

    /** Empty for a text that is no token, or one nobody issued. */
    Optional<Found> find(String pasted, Instant now) {
        return TokenText.parse(pasted)
                .flatMap(token -> sql.select(
                                REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID,
                                REGISTRATION_TOKEN.SMART_ACCOUNT_ID,
                                SMART_ACCOUNT.NAME,
                                REGISTRATION_TOKEN.VIRTUAL_ACCOUNT_ID,
                                VIRTUAL_ACCOUNT.NAME,
                                REGISTRATION_TOKEN.EXPORT_ALLOWED,
                                REGISTRATION_TOKEN.EXPIRES_AT,
                                REGISTRATION_TOKEN.USES,
                                REGISTRATION_TOKEN.MAX_USES,
                                REGISTRATION_TOKEN.REVOKED_AT)
                        .from(REGISTRATION_TOKEN)
                        .join(SMART_ACCOUNT)
                        .on(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(REGISTRATION_TOKEN.SMART_ACCOUNT_ID))
                        .join(VIRTUAL_ACCOUNT)
                        .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(REGISTRATION_TOKEN.VIRTUAL_ACCOUNT_ID))
                        .where(REGISTRATION_TOKEN.SECRET_HASH.eq(TokenService.hash(token.secret())))
                        .fetchOptional(row -> new Found(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                TokenState.of(now, row.value7(), row.value8(), row.value9(), row.value10()))));
    }

    /** Counts one use, unless the token was used up, revoked or expired since it was looked at. */
    boolean use(RegistrationTokenId token, Instant now) {
        Transactions.requireTransaction();
        return sql.update(REGISTRATION_TOKEN)
                        .set(REGISTRATION_TOKEN.USES, REGISTRATION_TOKEN.USES.plus(1))
                        .where(REGISTRATION_TOKEN
                                .REGISTRATION_TOKEN_ID
                                .eq(token)
                                .and(REGISTRATION_TOKEN.REVOKED_AT.isNull())
                                .and(REGISTRATION_TOKEN.EXPIRES_AT.gt(now))
                                .and(REGISTRATION_TOKEN
                                        .MAX_USES
                                        .isNull()
                                        .or(REGISTRATION_TOKEN.USES.lt(REGISTRATION_TOKEN.MAX_USES))))
                        .execute()
                == 1;
    }
}
