package org.slportal.services.client;

import static org.slportal.db.jooq.Tables.ACCESS_TOKEN;
import static org.slportal.db.jooq.Tables.API_CLIENT;
import static org.slportal.db.jooq.Tables.APP_USER;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ApiClientId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.lab.RealTime;
import org.slportal.services.token.TokenService;
import org.slportal.services.user.AttemptThrottle;
import org.springframework.stereotype.Service;

/** Clients of the management API: made by a person, acting with that person's rights as they are at each call. */
@Service
public class ApiClientService {

    /** What the field's clients expect as expires_in: 3599. */
    private static final Duration TOKEN_VALIDITY = Duration.ofSeconds(3599);

    private static final int SECRET_BYTES = 32;
    private static final int KEY_BYTES = 12;
    private static final int MAX_NAME = 120;
    private static final int FAILURES_PER_ADDRESS = 30;
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final RealTime realTime;
    private final ActorService actors;
    private final EventRecorder events;
    private final AttemptThrottle throttle;
    private final SecureRandom random = new SecureRandom();

    public ApiClientService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            RealTime realTime,
            ActorService actors,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.realTime = realTime;
        this.actors = actors;
        this.events = events;
        this.throttle = new AttemptThrottle(realTime.source(), FAILURES_PER_ADDRESS, FAILURE_WINDOW);
    }

    public List<ApiClientItem> list(Actor actor) {
        return sql.select(API_CLIENT.API_CLIENT_ID, API_CLIENT.CLIENT_KEY, API_CLIENT.NAME, API_CLIENT.CREATED_AT)
                .from(API_CLIENT)
                .where(API_CLIENT.APP_USER_ID.eq(self(actor)).and(API_CLIENT.REVOKED_AT.isNull()))
                .orderBy(API_CLIENT.API_CLIENT_ID)
                .limit(1000)
                .fetch(row -> new ApiClientItem(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    public CreatedClient create(Actor actor, String name) {
        UserId user = self(actor);
        String cleanName = Checks.required("name", name, MAX_NAME);
        String key = HexFormat.of().formatHex(random(KEY_BYTES));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        return transactions.write(() -> {
            sql.insertInto(API_CLIENT)
                    .set(API_CLIENT.APP_USER_ID, user)
                    .set(API_CLIENT.CLIENT_KEY, key)
                    .set(API_CLIENT.NAME, cleanName)
                    .set(API_CLIENT.SECRET_HASH, hash(secret))
                    .set(API_CLIENT.CREATED_AT, clock.instant())
                    .execute();
            record(actor, EventCode.CLIENT_CREATED, cleanName);
            return new CreatedClient(key, secret);
        });
    }

    /** Ends its access tokens too. */
    public void revoke(Actor actor, ApiClientId client) {
        UserId user = self(actor);
        transactions.run(() -> {
            String name = sql.select(API_CLIENT.NAME)
                    .from(API_CLIENT)
                    .where(API_CLIENT
                            .API_CLIENT_ID
                            .eq(client)
                            .and(API_CLIENT.APP_USER_ID.eq(user))
                            .and(API_CLIENT.REVOKED_AT.isNull()))
                    .fetchOne(API_CLIENT.NAME);
            if (name == null) {
                throw PortalException.notFound();
            }
            sql.update(API_CLIENT)
                    .set(API_CLIENT.REVOKED_AT, clock.instant())
                    .where(API_CLIENT.API_CLIENT_ID.eq(client))
                    .execute();
            sql.deleteFrom(ACCESS_TOKEN)
                    .where(ACCESS_TOKEN.API_CLIENT_ID.eq(client))
                    .execute();
            record(actor, EventCode.CLIENT_REVOKED, name);
        });
    }

    /** OAuth 2.0 client credentials. Empty: unknown client or wrong secret, the caller must not learn which. */
    public Optional<IssuedAccessToken> issue(String key, String secret, @Nullable String address) {
        Duration wait = throttle.waitFor(address);
        if (!wait.isZero()) {
            throw PortalException.of(
                    PortalException.Kind.RATE_LIMITED, ErrorReason.TOO_MANY_ATTEMPTS, wait.toSeconds() + 1);
        }
        var row = sql.select(API_CLIENT.API_CLIENT_ID, API_CLIENT.SECRET_HASH)
                .from(API_CLIENT)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(API_CLIENT.APP_USER_ID))
                .where(API_CLIENT
                        .CLIENT_KEY
                        .eq(key)
                        .and(API_CLIENT.REVOKED_AT.isNull())
                        .and(APP_USER.DISABLED.isFalse()))
                .fetchOne();
        byte[] offered = hash(secret);
        if (row == null || !MessageDigest.isEqual(row.value2(), offered)) {
            throttle.failed(address);
            return Optional.empty();
        }
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        transactions.run(() -> {
            sql.deleteFrom(ACCESS_TOKEN)
                    .where(ACCESS_TOKEN
                            .API_CLIENT_ID
                            .eq(row.value1())
                            .and(ACCESS_TOKEN.EXPIRES_AT.le(realTime.instant())))
                    .execute();
            sql.insertInto(ACCESS_TOKEN)
                    .set(ACCESS_TOKEN.TOKEN_HASH, hash(token))
                    .set(ACCESS_TOKEN.API_CLIENT_ID, row.value1())
                    .set(ACCESS_TOKEN.EXPIRES_AT, realTime.instant().plus(TOKEN_VALIDITY))
                    .execute();
        });
        return Optional.of(new IssuedAccessToken(token, TOKEN_VALIDITY));
    }

    /** Who a bearer token speaks for; empty if it is unknown, expired or its client or person is gone. */
    public Optional<Actor> authenticate(String token, @Nullable String address) {
        return sql.select(API_CLIENT.APP_USER_ID, API_CLIENT.NAME)
                .from(ACCESS_TOKEN)
                .join(API_CLIENT)
                .on(API_CLIENT.API_CLIENT_ID.eq(ACCESS_TOKEN.API_CLIENT_ID))
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(API_CLIENT.APP_USER_ID))
                .where(ACCESS_TOKEN
                        .TOKEN_HASH
                        .eq(hash(token))
                        .and(ACCESS_TOKEN.EXPIRES_AT.gt(realTime.instant()))
                        .and(API_CLIENT.REVOKED_AT.isNull())
                        .and(APP_USER.DISABLED.isFalse()))
                .fetchOptional()
                .map(row -> actors.clientActor(row.value1(), row.value2(), address));
    }

    private void record(Actor actor, EventCode code, String name) {
        actor.grants().stream()
                .map(Actor.Grant::smartAccount)
                .distinct()
                .forEach((SmartAccountId account) ->
                        events.record(actor, NewEvent.done(code, account, null, "client", name)));
    }

    private byte[] random(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return value;
    }

    private static byte[] hash(String secret) {
        return TokenService.hash(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static UserId self(Actor actor) {
        UserId user = actor.userId();
        if (user == null) {
            throw PortalException.notAllowed();
        }
        return user;
    }
}
