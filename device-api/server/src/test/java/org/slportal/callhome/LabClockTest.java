package org.slportal.callhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slportal.domain.failure.FailureReason;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.testing.ClockAtStart;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What switches see of a lab's clock. */
@ExtendWith(ClockAtStart.class)
@SpringBootTest(
        classes = CallHomeTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "portal.lab=true"})
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class LabClockTest {

    @Autowired
    Endpoint endpoint;

    @Autowired
    TestAccounts accounts;

    @Autowired
    LabClockService lab;

    @Autowired
    InstantSource portalTime;

    @Autowired
    MovableClock real;

    private JsonNode clock() {
        return JsonMapper.builder()
                .build()
                .readTree(new String(endpoint.get("/lab/clock").body(), StandardCharsets.UTF_8));
    }

    @Test
    void everybody_may_read_both_times_and_the_speed_and_nothing_else() {
        var account = accounts.account();
        lab.advance(account.administrator(), Duration.ofDays(30), lab.now().version());
        lab.run(account.administrator(), 60, lab.now().version());

        JsonNode told = clock();

        assertThat(told.propertyNames()).containsExactlyInAnyOrder("real_ms", "lab_ms", "speed");
        assertThat(told.path("lab_ms").asLong()).isEqualTo(portalTime.instant().toEpochMilli());
        assertThat(told.path("real_ms").asLong()).isEqualTo(real.instant().toEpochMilli());
        assertThat(told.path("speed").asInt()).isEqualTo(60);
        assertThat(endpoint.get("/lab/clock").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
        assertThat(endpoint.get("/lab/clock").headers().firstValue("Set-Cookie"))
                .isEmpty();
        lab.run(account.administrator(), 1, lab.now().version());
    }

    @Test
    void a_message_that_was_under_way_for_seconds_is_accepted_however_fast_the_clock_runs() {
        var account = accounts.account();
        lab.run(account.administrator(), 86_400, lab.now().version());
        var stamped = portalTime.instant();
        Switch device = new Switch(endpoint, () -> stamped);

        real.advance(Duration.ofSeconds(4));
        assertThat(device.ask(device.registration("no token", false)).failureReason())
                .doesNotContain("tolerance");
        real.advance(Duration.ofSeconds(1));
        assertThat(device.ask(device.registration("no token", false)).failureReason())
                .isEqualTo(FailureReason.timestampOffset(stamped));
        lab.run(account.administrator(), 1, lab.now().version());
    }
}
