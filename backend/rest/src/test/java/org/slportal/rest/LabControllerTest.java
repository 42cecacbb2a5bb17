package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.testing.LabDatabase;
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
class LabControllerTest {

    private static final String PATH = ApiPaths.BASE + "/v1/lab/clock";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiCalls api;

    @Autowired
    InstantSource portalTime;

    @Test
    void a_script_moves_the_clock_and_sees_it_moved() {
        String bearer = api.bearer(accounts.account().administrator());
        Instant before = portalTime.instant();

        var moved = api.post(bearer, PATH, "{\"advanceSeconds\":7776000}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().path("status").asString()).isEqualTo("SUCCESS");
        assertThat(portalTime.instant()).isEqualTo(before.plus(Duration.ofDays(90)));

        var fast = api.post(bearer, ApiPaths.DOUBLED + "/v1/lab/clock", "{\"speed\":\"3600\"}");
        assertThat(fast.json().path("speed").asInt()).isEqualTo(3_600);
        assertThat(api.post(bearer, PATH, "{\"speed\":1}").status()).isEqualTo(200);

        var read = api.get(bearer, PATH);
        assertThat(read.json().path("labTime").asString()).isEqualTo(Dates.text(portalTime.instant()));
        assertThat(read.json().path("aheadSeconds").asLong()).isGreaterThanOrEqualTo(7_776_000);
        assertThat(read.json().path("speed").asInt()).isEqualTo(1);
    }

    @Test
    void a_step_back_two_wishes_at_once_and_none_are_refused() {
        String bearer = api.bearer(accounts.account().administrator());
        Instant before = portalTime.instant();

        var back = api.post(bearer, PATH, "{\"advanceSeconds\":-1}");
        assertThat(back.status()).isEqualTo(400);
        assertThat(back.json().path("code").asString()).isEqualTo("LAB_CLOCK_BACKWARDS");
        assertThat(api.post(bearer, PATH, "{\"advanceSeconds\":1,\"speed\":2}").status())
                .isEqualTo(400);
        assertThat(api.post(bearer, PATH, "{}").status()).isEqualTo(400);
        assertThat(api.post(bearer, PATH, "{\"advanceSeconds\":99999999999}").status())
                .isEqualTo(400);
        assertThat(portalTime.instant()).isEqualTo(before);
    }

    @Test
    void who_names_the_version_is_told_when_somebody_was_faster() {
        String bearer = api.bearer(accounts.account().administrator());
        int seen = api.get(bearer, PATH).json().path("version").asInt();

        String move = "{\"advanceSeconds\":60,\"version\":" + seen + "}";
        assertThat(api.post(bearer, PATH, move).status()).isEqualTo(200);
        var late = api.post(bearer, PATH, move);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("code").asString()).isEqualTo("STALE");
    }

    @Test
    void nobody_else_moves_or_reads_it() {
        var account = accounts.account();
        String bearer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_USER, null));

        assertThat(api.get(bearer, PATH).status()).isEqualTo(403);
        assertThat(api.post(bearer, PATH, "{\"advanceSeconds\":60}").status()).isEqualTo(403);
        assertThat(api.post(null, PATH, "{\"advanceSeconds\":60}").status()).isEqualTo(401);
    }
}
