package org.slportal.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.TestPki;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.RequestHeader;

/** Scenario 6: the licence server went on signing with a certificate whose life was over. */
class EndedSignerTest {

    private static Bench registered() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.portal.signer = Bench.PKI.signerUntil(Bench.START.minusSeconds(1));
        return bench;
    }

    private static RequestHeader last(Bench bench) {
        return bench.portal.messages.getLast().header();
    }

    @Test
    void what_it_grants_is_not_believed() {
        Bench bench = registered();
        var before = bench.state().entitlements();

        bench.cli("license smart renew auth");

        assertThat(last(bench).idCertSerialNumber()).isNotNull();
        assertThat(failure(bench)).isEqualTo("Certificate validation failed");
        assertThat(bench.state().entitlements()).isEqualTo(before);
        assertThat(bench.cli("show logging | include CERTIFICATE_"))
                .contains("%PKI-3-CERTIFICATE_INVALID_EXPIRED: Certificate chain validation has failed.")
                .contains("%SMART_LIC-3-CERTIFICATE_VALIDATION: Certificate validation failed by smart agent: ");
    }

    @Test
    void from_then_on_messages_name_no_certificate_and_its_refusal_is_shown() {
        Bench bench = registered();
        bench.cli("license smart renew auth");

        bench.cli("license smart renew auth");

        assertThat(last(bench).idCertSerialNumber()).isNull();
        assertThat(last(bench).signingCertSerialNumber()).isNull();
        assertThat(last(bench).productInstanceIdentifier()).isNotNull();
        assertThat(failure(bench)).isEqualTo(FailureReason.SIGNING_CERTIFICATE_EXPIRED);
        assertThat(bench.cli("show logging | include AUTH_RENEW_FAILED"))
                .contains("Missing Id cert serial number field; Missing signing cert serial number field;"
                        + " Signed data and certificate does not match for udi PID:C9300-24P,SN:FCW2145L0AB");
    }

    @Test
    void deregistering_fails_with_the_event_of_the_field_and_forgets_the_identity_all_the_same() {
        Bench bench = registered();
        bench.cli("license smart renew auth");

        bench.cli("license smart deregister");

        assertThat(bench.cli("show license eventlog | include DEREGISTER"))
                .contains("SAEVT_DEREGISTER_STATUS msgStatus=\"LS_INVALID_DATA\" error=\""
                        + FailureReason.SIGNING_CERTIFICATE_EXPIRED + "\"");
        assertThat(bench.state().identity()).isNull();
    }

    @Test
    void once_the_server_has_renewed_it_the_first_attempt_succeeds() {
        Bench bench = registered();
        bench.cli("license smart renew auth");
        bench.cli("license smart renew auth");
        bench.portal.signer = Bench.PKI.signerUntil(Bench.START.plusSeconds(31_000_000));

        bench.cli("license smart renew auth");

        assertThat(last(bench).signingCertSerialNumber()).isEqualTo(bench.portal.signer.serial());
        assertThat(last(bench).idCertSerialNumber()).isNotNull();
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
        assertThat(Objects.requireNonNull(bench.state().authorization().last()).failureReason())
                .isNull();
    }

    @Test
    void a_certificate_that_ends_while_the_switch_keeps_it_is_not_named_a_second_later() {
        Bench bench = Bench.advantage();
        bench.portal.signer = Bench.PKI.signerUntil(Bench.START.plusSeconds(60));
        bench.register();

        bench.clock.set(Bench.START.plusSeconds(60));
        bench.cli("license smart renew auth");
        assertThat(last(bench).signingCertSerialNumber()).isEqualTo(bench.portal.signer.serial());

        bench.clock.set(Bench.START.plusSeconds(61));
        bench.cli("license smart renew auth");
        assertThat(last(bench).signingCertSerialNumber()).isNull();
        assertThat(failure(bench)).isEqualTo(FailureReason.SIGNING_CERTIFICATE_EXPIRED);
    }

    @Test
    void an_ended_certificate_below_another_root_says_nothing_at_all() {
        Bench bench = registered();
        String named = Objects.requireNonNull(last(bench).signingCertSerialNumber());
        TestPki other = new TestPki();
        bench.portal.signer = other.signerUntil(Bench.START.minusSeconds(1));

        bench.cli("license smart renew auth");
        assertThat(failure(bench)).isEqualTo("Certificate validation failed");

        bench.portal.signer = Bench.PKI.signer();
        bench.cli("license smart renew auth");
        assertThat(last(bench).signingCertSerialNumber()).isEqualTo(named);
    }

    @Test
    void it_cannot_register_a_switch() {
        Bench bench = Bench.advantage();
        bench.portal.signer = Bench.PKI.signerUntil(Bench.START.minusSeconds(1));

        bench.register();

        assertThat(bench.state().identity()).isNull();
        assertThat(Objects.requireNonNull(bench.state().registration().initial())
                        .failureReason())
                .isEqualTo("Certificate validation failed");
    }

    private static String failure(Bench bench) {
        return String.valueOf(
                Objects.requireNonNull(bench.state().authorization().last()).failureReason());
    }
}
