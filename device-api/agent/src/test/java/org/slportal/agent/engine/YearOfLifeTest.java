package org.slportal.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.rig.Bench;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.EntitlementData;
import org.slportal.protocol.IdCertificateRenewalData;

/** One switch from its first start until its certificate has run out, every transition at its second. */
class YearOfLifeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    /** What repeats with every attempt says nothing about the state. */
    private static final Set<String> REPEATED = Set.of(
            "%SMART_LIC-6-AUTH_RENEW_SUCCESS",
            "%SMART_LIC-3-AUTH_RENEW_FAILED",
            "%SMART_LIC-3-COMM_FAILED",
            "%SMART_LIC-3-ID_CERT_RENEW_FAILED",
            "%SMART_LIC-4-EVAL_WILL_EXPIRE_WARNING");

    private final Bench bench = Bench.advantage();
    private final List<String> heard = new ArrayList<>();

    YearOfLifeTest() {
        bench.device.syslog().addMonitor(line -> {
            String mnemonic = line.substring(line.indexOf('%'), line.indexOf(": ", line.indexOf('%')));
            if (!REPEATED.contains(mnemonic)) {
                heard.add(mnemonic);
            }
        });
    }

    private static Instant day(double day) {
        return Bench.START.plusSeconds(Math.round(day * 86_400));
    }

    /** The machine sleeps: thousands of refusals on the way would prove nothing more. */
    private void sleepUntil(Instant wake) {
        bench.clock.set(wake);
        bench.pass(Duration.ZERO);
    }

    private void expect(String... mnemonics) {
        assertThat(heard).containsExactly(mnemonics);
        heard.clear();
    }

    private AuthorizationState authorization() {
        return bench.device.agent().authorizationState();
    }

    private long requests() {
        return bench.portal.bodies.stream()
                .filter(EntitlementData.class::isInstance)
                .count();
    }

    @Test
    void a_full_year_of_one_switchs_life() {
        // 1. Twenty days of evaluation.
        bench.passUntil(day(20));
        assertThat(authorization()).isEqualTo(AuthorizationState.EVAL_MODE);
        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(70));

        // 2. Registered on day 20, authorized at once; the evaluation stops.
        bench.register();
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZED);
        expect(
                "%CRYPTO_ENGINE-5-KEY_ADDITION",
                "%PKI-4-NOCONFIGAUTOSAVE",
                "%CALL_HOME-6-SCH_REGISTRATION_IN_PROGRESS",
                "%SMART_LIC-6-EXPORT_CONTROLLED",
                "%SMART_LIC-6-AGENT_REG_SUCCESS",
                "%SMART_LIC-4-CONFIG_NOT_SAVED",
                "%SMART_LIC-5-IN_COMPLIANCE");
        Instant expiry = Objects.requireNonNull(bench.state().identity()).expiresAt();
        assertThat(expiry).isEqualTo(day(385).minus(Duration.ofMinutes(5)));

        // 3. Day 50: the pool is short. Out of compliance, asked daily, until day 52.
        bench.portal.pool.put("C9300 Network Advantage", 0);
        bench.passUntil(day(50).minus(SECOND));
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZED);
        bench.pass(SECOND);
        assertThat(authorization()).isEqualTo(AuthorizationState.OUT_OF_COMPLIANCE);
        expect("%SMART_LIC-3-OUT_OF_COMPLIANCE");
        bench.passUntil(day(51));
        expect("%SMART_LIC-3-OUT_OF_COMPLIANCE");
        bench.portal.pool.remove("C9300 Network Advantage");
        bench.passUntil(day(52).minus(SECOND));
        assertThat(authorization()).isEqualTo(AuthorizationState.OUT_OF_COMPLIANCE);
        bench.pass(SECOND);
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZED);
        expect("%SMART_LIC-5-IN_COMPLIANCE");

        // 4. Day 82: renewed. Day 112: the line is cut; back after ten minutes.
        bench.passUntil(day(82).minus(SECOND));
        long before = requests();
        bench.pass(SECOND);
        assertThat(requests()).isEqualTo(before + 1);
        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(day(112));
        bench.passUntil(day(112).minus(SECOND));
        expect();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.pass(SECOND);
        assertThat(Objects.requireNonNull(bench.state().authorization().last()).outcome())
                .isEqualTo("FAILED");
        assertThat(bench.state().authorization().nextAttempt()).isEqualTo(day(112).plusSeconds(30));
        bench.pass(Duration.ofMinutes(10));
        bench.portal.fault = null;
        bench.pass(Duration.ofSeconds(30));
        expect("%SMART_LIC-5-COMM_RESTORED");
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZED);

        // 5. Day 200, 180 after registration: the ID certificate is renewed.
        bench.passUntil(day(200).minus(SECOND));
        assertThat(bench.portal.bodies).noneMatch(IdCertificateRenewalData.class::isInstance);
        bench.pass(SECOND);
        assertThat(bench.portal.bodies)
                .filteredOn(IdCertificateRenewalData.class::isInstance)
                .hasSize(1);
        expect("%SMART_LIC-6-ID_CERT_RENEW_SUCCESS");
        Instant renewedExpiry = Objects.requireNonNull(bench.state().identity()).expiresAt();
        assertThat(renewedExpiry).isEqualTo(day(565).minus(Duration.ofMinutes(5)));

        // 6. From day 210 on the portal says no to everything. 90 days after the last contact the authorization
        // expires.
        bench.passUntil(day(210));
        Instant deadline = Objects.requireNonNull(bench.state().authorization().deadline());
        bench.portal.refusal = FailureReason.TRY_AGAIN;
        bench.passUntil(day(220));
        sleepUntil(deadline.minus(Duration.ofHours(1)));
        bench.passUntil(deadline.minus(SECOND));
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZED);
        expect();
        bench.pass(SECOND);
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZATION_EXPIRED);
        expect("%SMART_LIC-5-AUTHORIZATION_EXPIRED");
        long asked = requests();
        bench.pass(Duration.ofHours(24));
        assertThat(requests()).isEqualTo(asked + 24);

        // For one hour the portal says yes: authorized again, and 90 days later expired again.
        bench.portal.refusal = null;
        bench.pass(Duration.ofHours(1).minus(SECOND));
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZATION_EXPIRED);
        bench.pass(SECOND);
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZED);
        expect("%SMART_LIC-5-IN_COMPLIANCE");
        bench.portal.refusal = FailureReason.TRY_AGAIN;
        Instant secondDeadline =
                Objects.requireNonNull(bench.state().authorization().deadline());
        sleepUntil(secondDeadline.minus(SECOND));
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZED);
        bench.pass(SECOND);
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZATION_EXPIRED);
        expect("%SMART_LIC-5-AUTHORIZATION_EXPIRED");

        // 7. From day 380 on the renewal of the certificate is refused too, and tried on until the last day; warnings
        // come.
        sleepUntil(renewedExpiry.minus(Duration.ofDays(60)).minus(SECOND));
        expect();
        bench.pass(SECOND);
        assertThat(Objects.requireNonNull(bench.state().registration().lastRenewal())
                        .failureReason())
                .isEqualTo(FailureReason.TRY_AGAIN);
        expect("%SMART_LIC-3-ID_CERT_EXPIRED_WARNING");
        for (int days : new int[] {30, 21, 14, 7, 6, 5, 4, 3, 2}) {
            sleepUntil(renewedExpiry.minus(Duration.ofDays(days)).minus(SECOND));
            expect();
            bench.pass(SECOND);
            expect("%SMART_LIC-3-ID_CERT_EXPIRED_WARNING");
        }
        bench.passUntil(renewedExpiry.minus(SECOND));
        assertThat(heard).hasSize(1 + 23).containsOnly("%SMART_LIC-3-ID_CERT_EXPIRED_WARNING");
        heard.clear();
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.REGISTERED);

        // 8. Day 565: unidentified again, and the evaluation goes on where it was on day 20.
        bench.pass(SECOND);
        expect("%SMART_LIC-3-ID_CERT_EXPIRED", "%SMART_LIC-5-EVAL_START");
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.UNREGISTERED);
        assertThat(authorization()).isEqualTo(AuthorizationState.EVAL_MODE);
        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(70));

        // 9. Seventy days later it is used up, for good.
        bench.pass(Duration.ofDays(70).minus(SECOND));
        assertThat(authorization()).isEqualTo(AuthorizationState.EVAL_MODE);
        bench.pass(SECOND);
        assertThat(authorization()).isEqualTo(AuthorizationState.EVAL_EXPIRED);
        expect("%SMART_LIC-3-EVAL_EXPIRED");
    }

    @Test
    void a_refusal_is_tried_again_no_earlier_than_16_and_no_later_than_20_minutes() {
        bench.portal.refusal = FailureReason.TRY_AGAIN;
        bench.register();
        for (int i = 0; i < 200; i++) {
            Instant before = bench.clock.instant();
            Instant next = Objects.requireNonNull(bench.state().registration().nextAttempt());
            assertThat(Duration.between(before, next)).isBetween(Duration.ofMinutes(16), Duration.ofMinutes(20));
            bench.passUntil(next);
        }
        assertThat(bench.portal.received).hasSize(201);
    }

    @Test
    void scenario_9_a_key_removed_by_hand_no_longer_matches_and_registering_anew_with_force_helps() {
        bench.register();
        bench.nextKey = DeviceKey.generate();
        assertThat(bench.configure("crypto key zeroize rsa SLA-KeyPair"))
                .contains("% Keys to be removed are named 'SLA-KeyPair'.");
        bench.configure("crypto key zeroize rsa", "yes");

        bench.cli("license smart renew auth");

        assertThat(bench.cli("show license status"))
                .contains("Last Communication Attempt: FAILED on Mar 13 08:09:24 2024 UTC")
                .contains("Failure reason: Data and signature do not match")
                .contains("Next Communication Attempt: Mar 13 08:09:54 2024 UTC");
        assertThat(bench.cli("show logging | include AUTH_RENEW_FAILED"))
                .contains("Data and signature do not match for udi PID:C9300-24P,SN:FCW2145L0AB");

        bench.cli("license smart deregister");
        assertThat(bench.state().identity()).isNull();
        bench.cli("license smart register idtoken " + org.slportal.agent.rig.FakePortal.TOKEN + " force");
        assertThat(authorization()).isEqualTo(AuthorizationState.AUTHORIZED);
    }
}
