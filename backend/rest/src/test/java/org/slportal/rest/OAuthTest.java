package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.services.client.ApiClientService;
import org.slportal.services.client.CreatedClient;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class OAuthTest {

    private static final String CURRENT = "/oauth2/default/v1/token";
    private static final String LEGACY = "/as/token.oauth2";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiClientService clients;

    @Autowired
    ApiCalls api;

    @Autowired
    MovableClock clock;

    private TestAccounts.Account account;
    private CreatedClient client;

    @BeforeEach
    void a_client() {
        account = accounts.account();
        client = clients.create(account.administrator(), "script");
        // Leaves the window in which failures of the tests before are counted.
        clock.advance(Duration.ofMinutes(10));
    }

    private String form(String secret) {
        return "grant_type=client_credentials&client_id=" + client.key() + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    }

    private ApiCalls.Answer form(String path, String fields) {
        return api.send(api.to(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private void assertToken(ApiCalls.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .matches("\\{\"access_token\":\"[A-Za-z0-9_-]{43}\",\"token_type\":\"Bearer\",\"expires_in\":3599}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(api.get(answer.json().path("access_token").asString(), ApiCalls.pool(account, "Default") + "/tokens")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {CURRENT, LEGACY, "/oauth/token"})
    void the_fields_may_stand_in_a_form_in_the_query_in_json_or_in_a_basic_header(String path) {
        assertToken(form(path, form(client.secret())));
        assertToken(api.send(api.to(path + "?" + form(client.secret())).POST(BodyPublishers.noBody())));
        assertToken(api.post(
                null,
                path,
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + client.key() + "\",\"client_secret\":\""
                        + client.secret() + "\"}"));
        assertToken(api.send(api.to(path)
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((client.key() + ":" + client.secret())
                                                .getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))));
    }

    @Test
    void a_wrong_login_is_401_and_on_the_legacy_path_400() {
        var current = form(CURRENT, form("wrong"));
        var legacy = form(LEGACY, form("wrong"));

        assertThat(current.status()).isEqualTo(401);
        assertThat(legacy.status()).isEqualTo(400);
        assertThat(current.body()).isEqualTo("{\"error\":\"invalid_client\"}").isEqualTo(legacy.body());
        assertThat(form("/oauth/token", "grant_type=client_credentials&client_id=nobody")
                        .status())
                .isEqualTo(401);
        assertThat(api.send(api.to(CURRENT + "?grant_type=client_credentials")
                                .header("Authorization", "Basic %%%")
                                .POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_grant_nobody_serves_and_a_body_nobody_can_read_are_400() {
        assertThat(form(CURRENT, "grant_type=authorization_code").body())
                .isEqualTo("{\"error\":\"unsupported_grant_type\"}");
        assertThat(form(CURRENT, "").status()).isEqualTo(400);
        var broken = api.post(null, CURRENT, "{\"grant_type\":");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("status").asString()).isEqualTo("ERROR");
    }

    @Test
    void many_wrong_logins_are_429_with_the_time_to_wait() {
        for (int i = 0; i < 30; i++) {
            assertThat(form(CURRENT, form("wrong")).status()).isEqualTo(401);
        }

        var answer = form(CURRENT, form(client.secret()));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @Test
    void a_call_without_a_token_with_a_made_up_or_an_expired_one_is_401_in_json() {
        String token = api.bearer(account.administrator());
        String path = ApiCalls.pool(account, "Default") + "/tokens";
        assertThat(api.get(token, path).status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(3599));

        for (var answer : new ApiCalls.Answer[] {api.get(null, path), api.get("made-up", path), api.get(token, path)}) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("code").asString()).isEqualTo("UNAUTHORIZED");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.header("X-Request-Id")).isNotEmpty();
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void the_tokens_of_a_revoked_client_end_at_once() {
        var actor = account.administrator();
        String token = api.bearer(actor);
        String path = ApiCalls.pool(account, "Default") + "/tokens";
        clients.list(actor).forEach(item -> clients.revoke(actor, item.id()));

        assertThat(api.get(token, path).status()).isEqualTo(401);
        assertThat(form(CURRENT, form(client.secret())).status()).isEqualTo(401);
    }
}
