package org.slportal.services.token;

import static org.slportal.db.jooq.Tables.REGISTRATION_TOKEN;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.RegistrationTokenId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.token.TokenState;
import org.slportal.domain.token.TokenText;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.slportal.services.secret.Sealer;
import org.springframework.stereotype.Service;

/** Registration tokens of a Virtual Account. A device's use of one is in {@code callhome}. */
@Service
public class TokenService {

    public static final int MIN_DAYS = 1;
    public static final int MAX_DAYS = 365;
    public static final int RECOMMENDED_DAYS = 30;
    public static final int MAX_USES = 1_000_000;

    private static final int MAX_DESCRIPTION = 200;
    private static final int SECRET_BYTES = 32;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final EventRecorder events;
    private final Sealer sealer;
    private final SecureRandom random = new SecureRandom();

    public TokenService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            EventRecorder events,
            Sealer sealer) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.events = events;
        this.sealer = sealer;
    }

    public CreatedToken create(Actor actor, NewToken asked) {
        SmartAccountId account = accounts.require(actor, Permission.MANAGE_TOKENS, asked.virtualAccountId());
        String description = Checks.optional("description", asked.description(), MAX_DESCRIPTION);
        if (asked.expireAfterDays() < MIN_DAYS || asked.expireAfterDays() > MAX_DAYS) {
            throw PortalException.rejected("expireAfterDays", ErrorReason.TOKEN_EXPIRY_RANGE, MIN_DAYS, MAX_DAYS);
        }
        Integer maxUses = asked.maxUses();
        if (maxUses != null && (maxUses < 1 || maxUses > MAX_USES)) {
            throw PortalException.rejected("maxUses", ErrorReason.TOKEN_USES_RANGE, 1, MAX_USES);
        }
        if (asked.exportAllowed() && !exportPermitted(account)) {
            throw PortalException.rejected("exportAllowed", ErrorReason.TOKEN_EXPORT_NOT_PERMITTED);
        }
        Instant now = clock.instant();
        // Milliseconds: the expiry is part of the token's text.
        Instant expiresAt = now.plus(Duration.ofDays(asked.expireAfterDays())).truncatedTo(ChronoUnit.MILLIS);
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String text = new TokenText(UUID.randomUUID(), expiresAt, secret).encode();
        byte[] hash = hash(secret);

        return transactions.write(() -> {
            RegistrationTokenId id = sql.insertInto(REGISTRATION_TOKEN)
                    .set(REGISTRATION_TOKEN.SMART_ACCOUNT_ID, account)
                    .set(REGISTRATION_TOKEN.VIRTUAL_ACCOUNT_ID, asked.virtualAccountId())
                    .set(REGISTRATION_TOKEN.SECRET_HASH, hash)
                    .set(REGISTRATION_TOKEN.SEALED_TOKEN, sealer.seal(text, context(asked.virtualAccountId(), hash)))
                    .set(REGISTRATION_TOKEN.DESCRIPTION, description)
                    .set(REGISTRATION_TOKEN.EXPIRES_AT, expiresAt)
                    .set(REGISTRATION_TOKEN.MAX_USES, maxUses)
                    .set(REGISTRATION_TOKEN.EXPORT_ALLOWED, asked.exportAllowed())
                    .set(REGISTRATION_TOKEN.CREATED_BY, actor.name())
                    .set(REGISTRATION_TOKEN.CREATED_AT, now)
                    .returning(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID)
                    .fetchSingle()
                    .getRegistrationTokenId();
            events.record(
                    actor,
                    NewEvent.done(
                            EventCode.TOKEN_CREATED,
                            account,
                            asked.virtualAccountId(),
                            "description",
                            description,
                            "days",
                            Integer.toString(asked.expireAfterDays()),
                            "uses",
                            maxUses == null ? "" : maxUses.toString(),
                            "export",
                            Boolean.toString(asked.exportAllowed())));
            return new CreatedToken(id, text, expiresAt);
        });
    }

    public List<TokenListItem> list(Actor actor, VirtualAccountId pool, PageQuery<TokenSort> query) {
        accounts.require(actor, Permission.VIEW, pool);
        Instant now = clock.instant();
        return sql.select(
                        REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID,
                        REGISTRATION_TOKEN.SEALED_TOKEN,
                        REGISTRATION_TOKEN.SECRET_HASH,
                        REGISTRATION_TOKEN.EXPIRES_AT,
                        REGISTRATION_TOKEN.USES,
                        REGISTRATION_TOKEN.MAX_USES,
                        REGISTRATION_TOKEN.EXPORT_ALLOWED,
                        REGISTRATION_TOKEN.DESCRIPTION,
                        REGISTRATION_TOKEN.CREATED_BY,
                        REGISTRATION_TOKEN.CREATED_AT,
                        REGISTRATION_TOKEN.REVOKED_AT)
                .from(REGISTRATION_TOKEN)
                .where(REGISTRATION_TOKEN.VIRTUAL_ACCOUNT_ID.eq(pool))
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new TokenListItem(
                        row.value1(),
                        TokenText.abbreviate(sealer.open(row.value2(), context(pool, row.value3()))),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10(),
                        TokenState.of(now, row.value4(), row.value5(), row.value6(), row.value11())));
    }

    public BoundedCount count(Actor actor, VirtualAccountId pool) {
        accounts.require(actor, Permission.VIEW, pool);
        return BoundedCounts.of(sql, REGISTRATION_TOKEN, REGISTRATION_TOKEN.VIRTUAL_ACCOUNT_ID.eq(pool));
    }

    /** The whole text again, for those who may hand tokens out; leaves an event. */
    public String reveal(Actor actor, RegistrationTokenId token) {
        Owned owned = requireManaged(actor, token);
        return transactions.write(() -> {
            var row = sql.select(
                            REGISTRATION_TOKEN.SEALED_TOKEN,
                            REGISTRATION_TOKEN.SECRET_HASH,
                            REGISTRATION_TOKEN.DESCRIPTION)
                    .from(REGISTRATION_TOKEN)
                    .where(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID.eq(token))
                    .fetchSingle();
            events.record(
                    actor,
                    NewEvent.done(EventCode.TOKEN_SHOWN, owned.account(), owned.pool(), "description", row.value3()));
            return sealer.open(row.value1(), context(owned.pool(), row.value2()));
        });
    }

    /** Tokens that can still be used, with their texts, newest first, for clients that hand them out; leaves one event. */
    public List<ShownToken> showUsable(Actor actor, VirtualAccountId pool, int limit) {
        SmartAccountId account = accounts.require(actor, Permission.MANAGE_TOKENS, pool);
        return transactions.write(() -> {
            List<ShownToken> shown = sql.select(
                            REGISTRATION_TOKEN.SEALED_TOKEN,
                            REGISTRATION_TOKEN.SECRET_HASH,
                            REGISTRATION_TOKEN.EXPIRES_AT,
                            REGISTRATION_TOKEN.USES,
                            REGISTRATION_TOKEN.MAX_USES,
                            REGISTRATION_TOKEN.EXPORT_ALLOWED,
                            REGISTRATION_TOKEN.DESCRIPTION,
                            REGISTRATION_TOKEN.CREATED_BY)
                    .from(REGISTRATION_TOKEN)
                    .where(REGISTRATION_TOKEN
                            .VIRTUAL_ACCOUNT_ID
                            .eq(pool)
                            .and(REGISTRATION_TOKEN.REVOKED_AT.isNull())
                            .and(REGISTRATION_TOKEN.EXPIRES_AT.gt(clock.instant()))
                            .and(REGISTRATION_TOKEN
                                    .MAX_USES
                                    .isNull()
                                    .or(REGISTRATION_TOKEN.USES.lt(REGISTRATION_TOKEN.MAX_USES))))
                    .orderBy(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID.desc())
                    .limit(limit)
                    .fetch(row -> new ShownToken(
                            sealer.open(row.value1(), context(pool, row.value2())),
                            row.value3(),
                            row.value4(),
                            row.value5(),
                            row.value6(),
                            row.value7(),
                            row.value8()));
            if (!shown.isEmpty()) {
                events.record(
                        actor,
                        NewEvent.done(
                                EventCode.TOKENS_LISTED, account, pool, "quantity", Integer.toString(shown.size())));
            }
            return shown;
        });
    }

    /** Devices already registered with it are not affected. */
    public void revoke(Actor actor, RegistrationTokenId token) {
        Owned owned = requireManaged(actor, token);
        transactions.run(() -> {
            int revoked = sql.update(REGISTRATION_TOKEN)
                    .set(REGISTRATION_TOKEN.REVOKED_AT, clock.instant())
                    .where(REGISTRATION_TOKEN
                            .REGISTRATION_TOKEN_ID
                            .eq(token)
                            .and(REGISTRATION_TOKEN.REVOKED_AT.isNull()))
                    .execute();
            if (revoked == 0) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.TOKEN_ALREADY_REVOKED);
            }
            events.record(
                    actor,
                    NewEvent.done(
                            EventCode.TOKEN_REVOKED,
                            owned.account(),
                            owned.pool(),
                            "description",
                            owned.description()));
        });
    }

    /** For the management API, which names tokens by their text. Empty if the Virtual Account has no such token. */
    public java.util.Optional<RegistrationTokenId> find(Actor actor, VirtualAccountId pool, String text) {
        accounts.require(actor, Permission.VIEW, pool);
        return TokenText.parse(text)
                .flatMap(token -> sql.select(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID)
                        .from(REGISTRATION_TOKEN)
                        .where(REGISTRATION_TOKEN
                                .SECRET_HASH
                                .eq(hash(token.secret()))
                                .and(REGISTRATION_TOKEN.VIRTUAL_ACCOUNT_ID.eq(pool)))
                        .fetchOptional(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID));
    }

    /** SHA-256; the secret is 256 random bits, so the hash can be looked up and tells nothing. */
    public static byte[] hash(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private record Owned(SmartAccountId account, VirtualAccountId pool, String description) {}

    private Owned requireManaged(Actor actor, RegistrationTokenId token) {
        var row = sql.select(
                        REGISTRATION_TOKEN.SMART_ACCOUNT_ID,
                        REGISTRATION_TOKEN.VIRTUAL_ACCOUNT_ID,
                        REGISTRATION_TOKEN.DESCRIPTION)
                .from(REGISTRATION_TOKEN)
                .where(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID.eq(token))
                .fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.MANAGE_TOKENS, row.value1(), row.value2());
        return new Owned(row.value1(), row.value2(), row.value3());
    }

    private boolean exportPermitted(SmartAccountId account) {
        return sql.select(SMART_ACCOUNT.EXPORT_PERMITTED)
                .from(SMART_ACCOUNT)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .fetchSingle(SMART_ACCOUNT.EXPORT_PERMITTED);
    }

    private static String context(VirtualAccountId pool, byte[] hash) {
        return "registration_token:" + pool + ":" + new String(hash, StandardCharsets.ISO_8859_1);
    }

    private static List<OrderField<?>> order(PageQuery<TokenSort> query) {
        var field = switch (query.sort()) {
            case EXPIRES_AT -> REGISTRATION_TOKEN.EXPIRES_AT;
            case CREATED_AT -> REGISTRATION_TOKEN.CREATED_AT;
            case DESCRIPTION -> REGISTRATION_TOKEN.DESCRIPTION;
        };
        return List.of(query.ascending() ? field.asc() : field.desc(), REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID.desc());
    }

    /** Lets callers show only what a form may offer. */
    public boolean exportPermitted(Actor actor, VirtualAccountId pool) {
        return exportPermitted(accounts.require(actor, Permission.VIEW, pool));
    }
}
