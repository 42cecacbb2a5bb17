package org.slportal.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.agent.rig.Bench;

class ClockChangeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void setting_the_clock_is_logged_and_leaves_every_interval_as_long_as_it_was() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.pass(Duration.ofDays(10));

        bench.cli("clock set 08:09:24 24 March 2024");

        assertThat(bench.logged())
                .containsSequence("%SMART_LIC-5-SYSTEM_CLOCK_CHANGED", "%SMART_LIC-7-DAILY_JOB_TIMER_RESET");
        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(Instant.parse("2024-04-13T08:09:24Z"));
        int before = bench.portal.messages.size();
        bench.pass(Duration.ofDays(20).minus(SECOND));
        assertThat(bench.portal.received).hasSize(before);
        bench.pass(SECOND);
        assertThat(bench.portal.received).hasSize(before + 1);
    }

    @Test
    void a_clock_set_two_hours_ahead_is_refused_with_its_own_milliseconds_until_it_is_right_again() {
        Bench bench = Bench.advantage();
        bench.cli("clock set 10:09:24 13 mar 2024");

        bench.register();

        assertThat(bench.cli("show license status"))
                .contains(
                        "Failure reason: {\"timestamp\":[\"The device date '1710324564000' is offset beyond the allowed"
                                + " tolerance limit.\"]}");
        bench.cli("clock set 08:09:24 13 mar 2024");
        bench.pass(Duration.ofMinutes(20));
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.REGISTERED);
    }

    @Test
    void a_clock_set_past_the_certificate_ends_the_registration_after_sixty_minutes_to_the_second() {
        Bench bench = Bench.advantage();
        bench.register();

        bench.cli("clock set 08:09:24 13 mar 2026");

        assertThat(bench.logged()).contains("%SMART_LIC-3-REG_EXPIRED_CLOCK_CHANGE");
        bench.pass(Duration.ofMinutes(60).minus(SECOND));
        assertThat(bench.state().identity()).isNotNull();
        bench.pass(SECOND);
        assertThat(bench.state().identity()).isNull();
        assertThat(bench.logged()).contains("%SMART_LIC-3-ID_CERT_EXPIRED");
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_MODE);
    }

    @Test
    void a_clock_set_before_the_certificate_does_so_too_and_a_clock_put_right_in_time_saves_it() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.cli("clock set 08:09:24 13 mar 2023");
        assertThat(bench.state().leavesAt()).isEqualTo(Instant.parse("2023-03-13T09:09:24Z"));

        bench.pass(Duration.ofMinutes(59));
        bench.cli("clock set 09:08:24 13 mar 2024");

        assertThat(bench.state().leavesAt()).isNull();
        bench.pass(Duration.ofHours(2));
        assertThat(bench.state().identity()).isNotNull();
    }

    @Test
    void the_grace_survives_a_restart() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.cli("clock set 08:09:24 13 mar 2026");

        bench.restart(Duration.ofMinutes(30));
        assertThat(bench.cli("show clock")).startsWith("08:39:24.000 UTC Fri Mar 13 2026");
        assertThat(bench.state().identity()).isNotNull();

        bench.pass(Duration.ofMinutes(30));
        assertThat(bench.state().identity()).isNull();
    }

    @Test
    void the_evaluation_counts_time_and_not_dates() {
        Bench bench = Bench.advantage();
        bench.pass(Duration.ofDays(10));

        bench.cli("clock set 00:00:00 1 jan 2030");
        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(80));
        bench.cli("clock set 00:00:00 1 jan 2001");

        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(80));
        bench.pass(Duration.ofDays(1));
        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(79));
    }

    @Test
    void a_time_server_that_can_be_reached_sets_the_clock_right() {
        Bench bench = Bench.advantage();
        bench.cli("clock set 00:00:00 1 jan 2030");
        bench.configure("ip route 192.0.2.0 255.255.255.0 Null0", "ntp server 192.0.2.1");
        assertThat(bench.device.clock().instant()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));

        bench.configure("no ip route 192.0.2.0 255.255.255.0 Null0");

        assertThat(bench.device.clock().instant()).isEqualTo(Bench.START);
        bench.cli("clock set 00:00:00 1 jan 2030");
        assertThat(bench.device.clock().instant()).isEqualTo(Bench.START);
    }

    @Test
    void an_expiring_registration_is_warned_of_and_a_renewed_one_is_not() {
        Bench bench = Bench.advantage();
        bench.register();
        Instant expiry = Objects.requireNonNull(bench.state().identity()).expiresAt();
        bench.portal.refusal = "no";
        bench.clock.set(expiry.minus(Duration.ofDays(60)).minus(SECOND));
        bench.pass(Duration.ZERO);
        assertThat(bench.logged()).doesNotContain("%SMART_LIC-3-ID_CERT_EXPIRED_WARNING");

        bench.pass(SECOND);

        assertThat(bench.cli("show logging | include ID_CERT_EXPIRED_WARNING"))
                .endsWith("This device's registration will expire in 60 days, 0 hours, 0 minutes, 0 seconds\n");
        bench.portal.refusal = null;
        bench.pass(Duration.ofMinutes(20));
        bench.pass(Duration.ofDays(100));
        assertThat(bench.logged().stream().filter("%SMART_LIC-3-ID_CERT_EXPIRED_WARNING"::equals))
                .hasSize(1);
    }

    @Test
    void the_month_may_come_first_and_nonsense_is_refused() {
        Bench bench = Bench.advantage();

        bench.cli("clock set 1:2:3 Feb 29 2028");

        assertThat(bench.device.clock().instant()).isEqualTo(Instant.parse("2028-02-29T01:02:03Z"));
        assertThat(bench.cli("clock set 1:2:3 30 feb 2028")).startsWith("% Invalid input");
        assertThat(bench.cli("clock set 25:00:00 1 jan 2028")).startsWith("% Invalid input");
        assertThat(bench.device.clock().instant()).isEqualTo(Instant.parse("2028-02-29T01:02:03Z"));
    }

    @Test
    void a_time_zone_moves_what_is_typed_and_shown() {
        Bench bench = Bench.advantage();
        bench.configure("clock timezone KST 9 0");

        bench.cli("clock set 18:00:00 13 mar 2024");

        assertThat(bench.device.clock().instant()).isEqualTo(Instant.parse("2024-03-13T09:00:00Z"));
        assertThat(bench.cli("show clock")).isEqualTo("18:00:00.000 KST Wed Mar 13 2024\n");
    }
}
