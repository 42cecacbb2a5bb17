package org.slportal.services.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.ACCESS_TOKEN;
import static org.slportal.db.jooq.Tables.API_CLIENT;
import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.ApiClientId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.slportal.services.user.NewUser;
import org.slportal.services.user.UserService;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ApiClientServiceTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiClientService clients;

    @Autowired
    UserService users;

    @Autowired
    org.slportal.services.access.ActorService actors;

    @Autowired
    TokenService tokens;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private String bearer(CreatedClient client, String address) {
        return clients.issue(client.key(), client.secret(), address)
                .orElseThrow()
                .token();
    }

    @Test
    void a_token_speaks_for_the_clients_owner_for_an_hour_less_a_second() {
        var account = accounts.account();
        var client = clients.create(account.administrator(), "script");

        var issued = clients.issue(client.key(), client.secret(), "192.0.2.1").orElseThrow();

        assertThat(issued.validity()).isEqualTo(Duration.ofSeconds(3599));
        var actor = clients.authenticate(issued.token(), "192.0.2.1").orElseThrow();
        assertThat(actor.kind()).isEqualTo(ActorKind.CLIENT);
        assertThat(actor.name()).isEqualTo(account.userName() + " (script)");
        assertThat(actor.may(Permission.MANAGE_TOKENS, account.id(), account.pool()))
                .isTrue();
        clock.advance(Duration.ofSeconds(3598));
        assertThat(clients.authenticate(issued.token(), null)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(clients.authenticate(issued.token(), null)).isEmpty();
    }

    @Test
    void neither_the_secret_nor_a_token_is_stored() {
        var account = accounts.account();
        var client = clients.create(account.administrator(), "script");
        String token = bearer(client, "192.0.2.2");

        String stored = sql.selectFrom(API_CLIENT)
                        .where(API_CLIENT.CLIENT_KEY.eq(client.key()))
                        .fetch()
                        .formatJSON()
                + sql.selectFrom(ACCESS_TOKEN).fetch().formatJSON();
        assertThat(stored).doesNotContain(client.secret()).doesNotContain(token);
        assertThat(sql.selectFrom(ACCESS_TOKEN).fetch(ACCESS_TOKEN.TOKEN_HASH))
                .noneMatch(hash -> new String(hash, StandardCharsets.ISO_8859_1).contains(token));
        assertThat(client.toString()).doesNotContain(client.secret());
    }

    @Test
    void a_wrong_secret_an_unknown_key_a_revoked_client_and_a_disabled_person_get_nothing() {
        var account = accounts.account();
        accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        var actor = account.administrator();
        var client = clients.create(actor, "script");
        var revoked = clients.create(actor, "old");
        String token = bearer(client, "192.0.2.3");
        String revokedToken = bearer(revoked, "192.0.2.3");
        clients.revoke(actor, clients.list(actor).get(1).id());

        assertThat(clients.issue(client.key(), revoked.secret(), "192.0.2.3")).isEmpty();
        assertThat(clients.issue("nobody", client.secret(), "192.0.2.3")).isEmpty();
        assertThat(clients.issue(revoked.key(), revoked.secret(), "192.0.2.3")).isEmpty();
        assertThat(clients.authenticate(revokedToken, null)).isEmpty();
        assertThat(clients.authenticate("", null)).isEmpty();
        sql.update(APP_USER)
                .set(APP_USER.DISABLED, true)
                .where(APP_USER.USER_NAME.eq(account.userName()))
                .execute();
        assertThat(clients.issue(client.key(), client.secret(), "192.0.2.3")).isEmpty();
        assertThat(clients.authenticate(token, null)).isEmpty();
    }

    @Test
    void a_role_taken_away_ends_at_the_clients_next_call() {
        var account = accounts.account();
        var person = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        String token = bearer(clients.create(person, "script"), "192.0.2.4");

        users.grant(
                account.administrator(),
                account.id(),
                java.util.Objects.requireNonNull(person.userId()),
                Role.SMART_ACCOUNT_VIEWER,
                null);

        var actor = clients.authenticate(token, null).orElseThrow();
        assertNotAllowed(() -> tokens.create(actor, new NewToken(account.pool(), "", 30, null, false)));
    }

    @Test
    void a_foreign_client_reads_like_one_that_never_was() {
        var account = accounts.account();
        var foreign = accounts.account().administrator();
        var client = clients.create(account.administrator(), "script");
        var colleague = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        var id = clients.list(account.administrator()).getFirst().id();

        for (ApiClientId unknown : List.of(id, new ApiClientId(Long.MAX_VALUE))) {
            assertUnknown(() -> clients.revoke(foreign, unknown));
            assertUnknown(() -> clients.revoke(colleague, unknown));
        }
        assertThat(clients.list(foreign)).isEmpty();
        assertThat(clients.list(colleague)).isEmpty();
        assertThat(clients.issue(client.key(), client.secret(), "192.0.2.5")).isPresent();
        clients.revoke(account.administrator(), id);
        assertUnknown(() -> clients.revoke(account.administrator(), id));
        assertNotAllowed(() -> clients.create(Actor.system("job"), "script"));
    }

    @Test
    void guessing_is_slowed_per_address() {
        var account = accounts.account();
        var client = clients.create(account.administrator(), "script");
        for (int i = 0; i < 30; i++) {
            assertThat(clients.issue(client.key(), "guess", "203.0.113.9")).isEmpty();
        }

        assertRefused(ErrorReason.TOO_MANY_ATTEMPTS, () -> clients.issue(client.key(), client.secret(), "203.0.113.9"));
        assertThat(clients.issue(client.key(), client.secret(), "203.0.113.10")).isPresent();
        clock.advance(Duration.ofMinutes(5));
        assertThat(clients.issue(client.key(), client.secret(), "203.0.113.9")).isPresent();
    }

    @Test
    void a_client_of_the_longest_names_can_act() {
        var account = accounts.account();
        String userName = "u".repeat(120 - account.domain().length()) + account.domain();
        var id = users.create(
                account.administrator(),
                account.id(),
                new NewUser(userName, "Somebody", "", TestAccounts.PASSWORD, Role.SMART_ACCOUNT_USER, null));
        var client = clients.create(actors.userActor(id, null), "c".repeat(120));
        var actor = clients.authenticate(bearer(client, "192.0.2.6"), null).orElseThrow();

        tokens.create(actor, new NewToken(account.pool(), "", 30, null, false));

        assertThat(actor.name())
                .hasSize(120)
                .startsWith(userName.substring(0, 119))
                .endsWith("…");
    }
}
