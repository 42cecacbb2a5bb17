package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = RestTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "portal.lab=true"})
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class AttachedSwitchControllerTest {

    private static final String SECRET = "kept-between-two-machines";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiCalls api;

    @Autowired
    MovableClock real;

    private static String path(TestAccounts.Account account) {
        return ApiCalls.account(account) + "/lab/switches";
    }

    private static String announcement(String name, Object port) {
        return """
                {"switches":[{"name":"%s","pid":"C9300-24P","serialNumber":"FOC1","version":"16.12.2","host":"127.0.0.1",\
                "port":%s,"hostKey":"SHA256:%s","user":"lab","secret":"%s"}]}
                """.formatted(name, port, "k".repeat(43), SECRET);
    }

    @Test
    void switches_announce_themselves_and_are_listed_without_their_secret() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());

        var first = api.post(bearer, path(account), announcement("acc-01", 2201));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("attached").asInt()).isEqualTo(1);
        var again = api.post(bearer, path(account), announcement("acc-01", "\"2201\""));
        assertThat(again.json().path("attached").asInt()).isZero();

        for (var list : java.util.List.of(
                api.get(bearer, path(account) + "?limit=10"),
                api.post(bearer, path(account) + "/list", "{\"limit\":10,\"offset\":0}"))) {
            assertThat(list.json().path("totalRecords").asInt()).isEqualTo(1);
            var one = list.json().path("switches").path(0);
            assertThat(one.path("name").asString()).isEqualTo("acc-01");
            assertThat(one.path("address").asString()).isEqualTo("127.0.0.1:2201");
            assertThat(one.path("state").asString()).isEqualTo("ATTACHED");
            assertThat(list.body()).doesNotContain(SECRET);
        }
        real.advance(AttachedSwitchService.AWAY_AFTER.plus(Duration.ofSeconds(1)));
        assertThat(api.get(bearer, path(account))
                        .json()
                        .path("switches")
                        .path(0)
                        .path("state")
                        .asString())
                .isEqualTo("AWAY");
    }

    @Test
    void what_is_wrong_is_named() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());

        var port = api.post(bearer, path(account), announcement("acc-01", 70_000));
        assertThat(port.status()).isEqualTo(400);
        assertThat(port.json().path("code").asString()).isEqualTo("ATTACHED_PORT_RANGE");
        assertThat(port.json().path("field").asString()).isEqualTo("port");
        assertThat(port.body()).doesNotContain(SECRET);
        assertThat(api.post(bearer, path(account), "{}").json().path("code").asString())
                .isEqualTo("REQUIRED");
        assertThat(api.post(bearer, path(account), "{\"switches\":[1]}").status())
                .isEqualTo(400);
    }

    @Test
    void nobody_else_announces_or_lists() {
        var account = accounts.account();
        String user = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_USER, null));
        String stranger = api.bearer(accounts.account().administrator());

        assertThat(api.post(user, path(account), announcement("acc-01", 2201)).status())
                .isEqualTo(403);
        assertThat(api.get(user, path(account)).status()).isEqualTo(403);
        assertThat(api.post(stranger, path(account), announcement("acc-01", 2201))
                        .status())
                .isEqualTo(404);
        assertThat(api.get(stranger, path(account)).status()).isEqualTo(404);
        assertThat(api.post(null, path(account), announcement("acc-01", 2201)).status())
                .isEqualTo(401);
    }
}
