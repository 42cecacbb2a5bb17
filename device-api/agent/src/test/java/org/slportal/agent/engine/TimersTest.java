package org.slportal.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.agent.rig.Bench;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.EntitlementData;
import org.slportal.protocol.IdCertificateRenewalData;

class TimersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void authorization_is_renewed_at_the_second_of_the_thirtieth_day() {
        Bench bench = Bench.advantage();
        bench.register();

        bench.pass(Duration.ofDays(30).minus(SECOND));
        assertThat(bench.portal.messages).hasSize(2);
        bench.pass(SECOND);

        assertThat(bench.portal.messages).hasSize(3);
        assertThat(bench.portal.bodies.getLast()).isInstanceOf(EntitlementData.class);
        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(Bench.START.plus(Duration.ofDays(60)));
    }

    @Test
    void out_of_compliance_asks_daily_keeps_its_first_date_and_recovers() {
        Bench bench = Bench.advantage();
        bench.portal.pool.put("C9300 Network Advantage", 0);
        bench.register();
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.OUT_OF_COMPLIANCE);
        assertThat(bench.logged())
                .contains("%SMART_LIC-3-OUT_OF_COMPLIANCE")
                .doesNotContain("%SMART_LIC-5-IN_COMPLIANCE");

        bench.pass(Duration.ofDays(1).minus(SECOND));
        assertThat(bench.portal.messages).hasSize(2);
        bench.pass(SECOND);
        assertThat(bench.portal.messages).hasSize(3);
        assertThat(bench.state().authorization().since()).isEqualTo(Bench.START);

        bench.portal.pool.put("C9300 Network Advantage", 1);
        bench.pass(Duration.ofDays(1));
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
        assertThat(bench.logged()).contains("%SMART_LIC-5-IN_COMPLIANCE");
        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(Bench.START.plus(Duration.ofDays(2 + 30)));
    }

    @Test
    void a_failed_renewal_is_tried_again_after_30_seconds_and_keeps_the_state() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);

        bench.pass(Duration.ofDays(30));
        Instant failedAt = bench.clock.instant();

        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
        assertThat(bench.state().authorization().last())
                .isEqualTo(Attempt.failed(failedAt, FailureReason.HTTP_SEND_FAILED));
        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(failedAt.plusSeconds(30));
        assertThat(bench.state().authorization().deadline()).isEqualTo(Instant.parse("2024-06-11T08:04:24Z"));
        assertThat(bench.logged()).contains("%SMART_LIC-3-COMM_FAILED", "%SMART_LIC-3-AUTH_RENEW_FAILED");

        bench.portal.fault = null;
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.logged()).contains("%SMART_LIC-5-COMM_RESTORED");
    }

    @Test
    void a_signature_the_portal_does_not_accept_is_tried_again_after_30_seconds() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.portal.forget("FCW2145L0AB");

        bench.cli("license smart renew auth");

        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(Bench.START.plusSeconds(30));
        assertThat(bench.cli("show logging | include AUTH_RENEW_FAILED"))
                .endsWith(
                        "%SMART_LIC-3-AUTH_RENEW_FAILED: Authorization renewal with the Cisco Smart Software Manager (CSSM) : "
                                + "Data and signature do not match for udi PID:C9300-24P,SN:FCW2145L0AB\n");
    }

    @Test
    void ninety_days_of_silence_expire_the_authorization_at_the_deadline_and_it_is_tried_hourly() {
        Bench bench = Bench.advantage();
        bench.register();
        Instant deadline = Objects.requireNonNull(bench.state().authorization().deadline());
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        // The machine slept until just before, so that there are not a hundred thousand attempts to go through.
        bench.clock.set(deadline.minusSeconds(1));
        bench.pass(Duration.ZERO);
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);

        bench.pass(SECOND);
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZATION_EXPIRED);
        assertThat(bench.state().authorization().since()).isEqualTo(deadline);
        assertThat(bench.logged()).contains("%SMART_LIC-5-AUTHORIZATION_EXPIRED");
        int attempts = bench.portal.received.size();

        bench.pass(Duration.ofHours(1).minus(SECOND));
        assertThat(bench.portal.received).hasSize(attempts);
        bench.pass(SECOND);
        assertThat(bench.portal.received).hasSize(attempts + 1);
        bench.pass(Duration.ofHours(1));
        assertThat(bench.portal.received).hasSize(attempts + 2);

        bench.portal.fault = null;
        bench.pass(Duration.ofHours(1));
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
    }

    @Test
    void the_id_certificate_is_renewed_at_the_second_of_day_180() {
        Bench bench = Bench.advantage();
        bench.register();
        String before = Objects.requireNonNull(bench.state().identity()).idSerialNumber();

        bench.pass(Duration.ofDays(180).minus(SECOND));
        assertThat(bench.portal.bodies.stream().filter(IdCertificateRenewalData.class::isInstance))
                .isEmpty();
        bench.pass(SECOND);

        Identity renewed = Objects.requireNonNull(bench.state().identity());
        assertThat(renewed.idSerialNumber()).isNotEqualTo(before);
        assertThat(renewed.expiresAt())
                .isEqualTo(bench.clock.instant().minusSeconds(300).plus(Duration.ofDays(365)));
        assertThat(bench.state().registration().nextAttempt())
                .isEqualTo(bench.clock.instant().plus(Duration.ofDays(180)));
        assertThat(bench.logged()).contains("%SMART_LIC-6-ID_CERT_RENEW_SUCCESS");
    }

    @Test
    void an_expired_id_certificate_makes_the_switch_unidentified_and_evaluation_resumes() {
        Bench bench = Bench.advantage();
        bench.pass(Duration.ofDays(10));
        bench.register();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        Instant expiry = Objects.requireNonNull(bench.state().identity()).expiresAt();
        bench.clock.set(expiry.minusSeconds(1));
        bench.pass(Duration.ZERO);
        assertThat(bench.state().identity()).isNotNull();

        bench.pass(SECOND);

        assertThat(bench.state().identity()).isNull();
        assertThat(bench.logged()).contains("%SMART_LIC-3-ID_CERT_EXPIRED");
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_MODE);
        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(80));
        bench.pass(Duration.ofDays(1));
        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(79));
    }

    @Test
    void a_year_of_life_renews_what_is_due_and_nothing_else() {
        Bench bench = Bench.advantage();
        bench.register();

        bench.pass(Duration.ofDays(364));

        assertThat(bench.portal.bodies.stream().filter(EntitlementData.class::isInstance))
                .hasSize(1 + 12);
        assertThat(bench.portal.bodies.stream().filter(IdCertificateRenewalData.class::isInstance))
                .hasSize(2);
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
    }

    @Test
    void evaluation_counts_only_use_and_survives_restarts() {
        Bench bench = Bench.advantage();
        bench.pass(Duration.ofDays(30));
        bench.restart(Duration.ofDays(100));
        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(60));

        bench.configure("no license boot level");
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.NO_LICENSES_IN_USE);
        bench.pass(Duration.ofDays(5));
        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(60));

        bench.configure("license boot level network-advantage");
        bench.pass(Duration.ofDays(60).minus(SECOND));
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_MODE);
        bench.pass(SECOND);
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_EXPIRED);
        assertThat(bench.state().evaluationExpiredAt()).isEqualTo(bench.clock.instant());
        assertThat(bench.logged()).contains("%SMART_LIC-3-EVAL_EXPIRED");
    }

    @Test
    void a_crash_costs_at_most_ten_minutes_of_evaluation_bookkeeping() {
        Bench bench = Bench.advantage();
        bench.pass(Duration.ofMinutes(59));

        bench.crashAndRestart(Duration.ofDays(1));

        Duration used = Duration.ofDays(90).minus(bench.device.agent().evaluationRemaining());
        assertThat(used).isBetween(Duration.ofMinutes(49), Duration.ofMinutes(59));
    }

    @Test
    void evaluation_never_starts_anew() {
        Bench bench = Bench.advantage();
        bench.pass(Duration.ofDays(90));
        bench.register();
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);

        bench.cli("license smart deregister");

        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_EXPIRED);
        assertThat(bench.device.agent().evaluationRemaining()).isZero();
    }

    @Test
    void evaluation_warns_at_the_days_of_the_field_and_then_hourly() {
        Bench bench = Bench.advantage();

        bench.pass(Duration.ofDays(90));

        assertThat(bench.logged().stream().filter("%SMART_LIC-4-EVAL_WILL_EXPIRE_WARNING"::equals))
                .hasSize(11 + 23);
        bench.pass(Duration.ofHours(2));
        assertThat(bench.logged().stream().filter("%SMART_LIC-3-EVAL_EXPIRED_WARNING"::equals))
                .hasSize(2);
    }

    @Test
    void each_evaluation_warning_comes_at_its_second_over_reloads_and_the_end_is_repeated_hourly() {
        Bench bench = Bench.advantage();
        List<Duration> warned = heard(bench, "EVAL_WILL_EXPIRE_WARNING");
        List<Duration> expired = heard(bench, "EVAL_EXPIRED:");
        List<Duration> repeated = heard(bench, "EVAL_EXPIRED_WARNING");
        List<Duration> expected = new ArrayList<>();
        for (int days : new int[] {60, 30, 21, 14, 7, 6, 5, 4, 3, 2, 1}) {
            expected.add(Duration.ofDays(90 - days));
        }
        for (int hours = 23; hours >= 1; hours--) {
            expected.add(Duration.ofDays(90).minusHours(hours));
        }

        // in between two warnings, on the last day, and when all is over
        for (Duration reload : List.of(Duration.ofDays(45), Duration.ofMinutes(90 * 1440 - 90))) {
            bench.passUntil(Bench.START.plus(reload));
            bench.device.reload();
        }
        bench.passUntil(Bench.START.plus(Duration.ofDays(90).plusHours(3)));

        assertThat(warned).isEqualTo(expected);
        assertThat(expired).containsExactly(Duration.ofDays(90));
        assertThat(repeated)
                .containsExactly(
                        Duration.ofDays(90).plusHours(1),
                        Duration.ofDays(90).plusHours(2),
                        Duration.ofDays(90).plusHours(3));
        bench.device.reload();
        bench.pass(Duration.ofHours(1));
        assertThat(repeated).last().isEqualTo(Duration.ofDays(90).plusHours(4));
        assertThat(expired).hasSize(1);
    }

    /** How long after the start each message with these words was logged. */
    private static List<Duration> heard(Bench bench, String words) {
        List<Duration> heard = new ArrayList<>();
        bench.device.syslog().addMonitor(line -> {
            if (line.contains("SMART_LIC-") && line.contains("-" + words)) {
                heard.add(Duration.between(Bench.START, bench.clock.instant()));
            }
        });
        return heard;
    }

    @Test
    void the_request_while_out_of_compliance_comes_as_often_as_configured() {
        Bench bench = Bench.advantage();
        bench.restartWith(EngineSettings.STANDARD.withOutOfComplianceRetry(Duration.ofHours(12)));
        bench.portal.pool.put("C9300 Network Advantage", 0);
        bench.register();

        bench.pass(Duration.ofHours(12).minus(SECOND));
        assertThat(bench.portal.messages).hasSize(2);
        bench.pass(SECOND);

        assertThat(bench.portal.messages).hasSize(3);
        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(Bench.START.plus(Duration.ofHours(24)));
    }

    @Test
    void a_clock_set_back_gives_no_evaluation_back() {
        Bench bench = Bench.advantage();
        bench.pass(Duration.ofDays(10));
        bench.restart(Duration.ZERO);
        bench.clock.set(Bench.START);

        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(80));
    }

    @Test
    void other_licences_in_use_are_reported_at_once() {
        Bench bench = Bench.advantage();
        bench.register();

        bench.configure("license boot level network-advantage addon dna-advantage");

        EntitlementData reported = (EntitlementData) bench.portal.bodies.getLast();
        assertThat(reported.entitlements()).hasSize(2);
        bench.configure("hostname other");
        assertThat(bench.portal.messages).hasSize(3);
        bench.configure("no license boot level");
        assertThat(((EntitlementData) bench.portal.bodies.getLast()).entitlements())
                .isEmpty();
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.NO_LICENSES_IN_USE);
    }

    @Test
    void a_registered_switch_is_registered_after_a_crash_and_keeps_its_dates() {
        Bench bench = Bench.advantage();
        bench.register();
        LicensingState before = bench.state();

        bench.crashAndRestart(Duration.ofDays(1));

        assertThat(bench.state()).isEqualTo(before);
        assertThat(bench.device.config().current().hostname()).isEqualTo("acc-krk-01");
        bench.passUntil(Bench.START.plus(Duration.ofDays(30)));
        assertThat(bench.portal.bodies.getLast()).isInstanceOf(EntitlementData.class);
        assertThat(bench.portal.messages).hasSize(3);
    }

    @Test
    void what_became_due_while_off_is_done_at_the_start() {
        Bench bench = Bench.advantage();
        bench.register();

        bench.restart(Duration.ofDays(40));

        assertThat(bench.portal.messages).hasSize(3);
    }

    @Test
    void a_registration_cut_by_the_simulations_end_goes_on() {
        Bench bench = Bench.advantage();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.register();
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.IN_PROGRESS);

        bench.portal.fault = null;

        bench.crashAndRestart(Duration.ofMinutes(1));

        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.REGISTERED);
        assertThat(bench.portal.received.get(1)).isEqualTo(bench.portal.received.get(0));
    }
}
