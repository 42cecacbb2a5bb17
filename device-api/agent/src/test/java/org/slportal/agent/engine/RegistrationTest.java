package org.slportal.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.DeregistrationData;
import org.slportal.protocol.EntitlementData;
import org.slportal.protocol.RegistrationData;

class RegistrationTest {

    @Test
    void registers_asks_for_authorization_and_logs_in_the_order_of_the_field() {
        Bench bench = Bench.advantage();
        int before = bench.logged().size();

        bench.register();

        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.REGISTERED);
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
        assertThat(bench.logged().subList(before, bench.logged().size()))
                .containsExactly(
                        "%CRYPTO_ENGINE-5-KEY_ADDITION",
                        "%PKI-4-NOCONFIGAUTOSAVE",
                        "%CALL_HOME-6-SCH_REGISTRATION_IN_PROGRESS",
                        "%SMART_LIC-6-EXPORT_CONTROLLED",
                        "%SMART_LIC-6-AGENT_REG_SUCCESS",
                        "%SMART_LIC-4-CONFIG_NOT_SAVED",
                        "%SMART_LIC-5-IN_COMPLIANCE",
                        "%SMART_LIC-6-AUTH_RENEW_SUCCESS");
        RegistrationData asked = (RegistrationData) bench.portal.bodies.get(0);
        assertThat(asked.hostname()).isEqualTo("acc-krk-01");
        assertThat(asked.force()).isFalse();
        assertThat(asked.softwareId().value())
                .isEqualTo("regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72");
        EntitlementData used = (EntitlementData) bench.portal.bodies.get(1);
        assertThat(used.entitlements()).singleElement().satisfies(entitlement -> {
            assertThat(entitlement.tag().value())
                    .isEqualTo("regid.2017-03.com.cisco.advantagek9,1.0_bd1da96e-ec1d-412b-a50e-53846b347d53");
            assertThat(entitlement.count()).isEqualTo(1);
        });
    }

    @Test
    void the_dates_are_those_of_the_field_samples() {
        Bench bench = Bench.advantage();

        bench.register();

        assertThat(bench.state().registration().nextAttempt()).isEqualTo(Instant.parse("2024-09-09T08:09:24Z"));
        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(Instant.parse("2024-04-12T08:09:24Z"));
        assertThat(bench.state().authorization().deadline()).isEqualTo(Instant.parse("2024-06-11T08:04:24Z"));
    }

    @Test
    void after_a_transport_fault_the_same_message_goes_out_30_seconds_later() {
        Bench bench = Bench.advantage();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.register();
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.IN_PROGRESS);
        bench.portal.fault = null;

        bench.pass(Duration.ofSeconds(29));
        assertThat(bench.portal.received).hasSize(1);
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.portal.received.get(1)).isEqualTo(bench.portal.received.get(0));
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.REGISTERED);
    }

    @Test
    void an_answer_lost_on_the_way_is_asked_for_again_and_registers_once() {
        Bench bench = Bench.advantage();
        bench.portal.loseAnswers = true;
        bench.register();
        bench.portal.loseAnswers = false;

        bench.pass(Duration.ofSeconds(30));

        assertThat(bench.state().identity()).isNotNull();
        assertThat(bench.portal.bodies.stream().filter(RegistrationData.class::isInstance))
                .hasSize(1);
    }

    @Test
    void a_message_older_than_half_an_hour_is_made_anew() {
        Bench bench = Bench.advantage();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.register();

        bench.pass(Duration.ofMinutes(30));

        assertThat(bench.portal.received.stream().distinct()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void after_a_refusal_the_next_attempt_is_16_to_20_minutes_away(long seed) {
        Bench bench = new Bench(Bench.hardware("C9300-24P:FCW2145L0AB"), seed, "license boot level network-advantage");
        bench.portal.refusal = FailureReason.TRY_AGAIN;

        bench.register();

        Instant next = Objects.requireNonNull(bench.state().registration().nextAttempt());
        assertThat(next).isBetween(Bench.START.plusSeconds(16 * 60), Bench.START.plusSeconds(20 * 60));
        bench.passUntil(next.minusSeconds(1));
        assertThat(bench.portal.received).hasSize(1);
        bench.passUntil(next);
        assertThat(bench.portal.received).hasSize(2);
    }

    @Test
    void a_refusal_is_shown_word_for_word_and_registration_goes_on() {
        Bench bench = Bench.advantage();
        String reason =
                "{\"timestamp\":[\"The device date '1526135268653' is offset beyond the allowed tolerance limit.\"]}";
        bench.portal.refusal = reason;

        bench.register();

        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.IN_PROGRESS);
        assertThat(bench.cli("show license status | include Failure"))
                .isEqualTo("    Failure reason: " + reason + "\n");
    }

    @Test
    void already_registered_is_a_failed_registration_and_force_takes_it_over() {
        Bench first = Bench.advantage();
        first.register();
        first.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        first.cli("license smart deregister");
        first.portal.fault = null;
        assertThat(first.state().identity()).isNull();

        first.register();
        assertThat(first.state().registration().status()).isEqualTo(RegistrationStatus.FAILED);
        assertThat(first.cli("show license summary")).contains("Failure reason: Product Already Registered");

        first.cli("license smart register idtoken " + FakePortal.TOKEN + " force");
        assertThat(first.state().registration().status()).isEqualTo(RegistrationStatus.REGISTERED);
    }

    @Test
    void without_a_transport_registration_fails_and_is_not_tried_again() {
        Bench bench = Bench.advantage();
        bench.portal.fault = new TransportFault(FailureReason.TRANSPORT_NOT_AVAILABLE);

        bench.register();
        bench.pass(Duration.ofHours(1));

        assertThat(bench.portal.received).hasSize(1);
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.FAILED);
        assertThat(bench.logged()).contains("%SMART_LIC-3-AGENT_REG_FAILED", "%SMART_LIC-3-COMM_FAILED");
    }

    @Test
    void registered_a_second_registration_needs_force() {
        Bench bench = Bench.advantage();
        bench.register();

        assertThat(bench.cli("license smart register idtoken " + FakePortal.TOKEN))
                .isEqualTo("Smart Agent already registered\n");
        assertThat(bench.portal.received).hasSize(2);
    }

    @Test
    void a_forced_registration_that_fails_leaves_the_identity_and_its_renewal_date() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.portal.refusal = FailureReason.TRY_AGAIN;

        bench.cli("license smart register idtoken other force");

        assertThat(bench.state().identity()).isNotNull();
        assertThat(bench.state().registration().nextAttempt()).isEqualTo(Instant.parse("2024-09-09T08:09:24Z"));
    }

    @Test
    void deregistration_tells_the_portal_and_clears() {
        Bench bench = Bench.advantage();
        bench.register();

        assertThat(bench.cli("license smart deregister")).isEmpty();

        assertThat(bench.portal.bodies.getLast()).isInstanceOf(DeregistrationData.class);
        assertThat(bench.portal.knows("FCW2145L0AB")).isFalse();
        assertThat(bench.state().identity()).isNull();
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_MODE);
        assertThat(bench.logged()).contains("%SMART_LIC-6-AGENT_DEREG_SUCCESS");
    }

    @Test
    void deregistration_clears_even_if_the_portal_cannot_be_reached() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);

        bench.cli("license smart deregister");

        assertThat(bench.state().identity()).isNull();
        assertThat(bench.portal.knows("FCW2145L0AB")).isTrue();
        assertThat(bench.logged()).contains("%SMART_LIC-3-AGENT_DEREG_FAILED");
    }

    @Test
    void deregistration_gives_up_a_registration_still_being_tried() {
        Bench bench = Bench.advantage();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.register();
        bench.cli("license smart deregister");

        bench.pass(Duration.ofHours(1));

        assertThat(bench.portal.received).hasSize(1);
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.UNREGISTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deregister", "renew auth", "renew id"})
    void unregistered_there_is_nothing_to_renew_or_give_back(String command) {
        assertThat(Bench.advantage().cli("license smart " + command)).isEqualTo("Smart Agent not registered\n");
    }

    @Test
    void the_token_is_neither_logged_nor_kept() {
        Bench bench = Bench.advantage();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.register();

        assertThat(String.join("\n", bench.device.syslog().lines())).doesNotContain(FakePortal.TOKEN);
        assertThat(bench.cli("show license tech-support")).doesNotContain(FakePortal.TOKEN);
        assertThat(new String(bench.nvram.read("licensing").orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain(FakePortal.TOKEN);
    }

    @Test
    void a_token_without_export_says_so() {
        Bench bench = Bench.advantage();
        bench.portal.exportAllowed = false;

        bench.register();

        assertThat(bench.cli("show logging | include EXPORT"))
                .endsWith("Usage of export controlled features is not allowed\n");
        assertThat(bench.cli("show license summary | include Export"))
                .isEqualTo("  Export-Controlled Functionality: NOT ALLOWED\n");
    }
}
