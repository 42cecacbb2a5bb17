package org.slportal.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.agent.rig.TestPki;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.DeviceAnswer;
import org.slportal.protocol.JcaSignature;
import org.slportal.protocol.MessageCodec;
import org.slportal.protocol.SignedMessage;
import org.slportal.protocol.SignedMessageCodec;

class HostileAnswerTest {

    private static Stream<Arguments> answers() {
        return Stream.of(
                way("garbage", FailureReason.RESPONSE_ERROR, answer -> "<html>502</html>"),
                way("nothing", FailureReason.EMPTY_RESPONSE, answer -> ""),
                way("white space", FailureReason.EMPTY_RESPONSE, answer -> " \r\n"),
                way("half an answer", FailureReason.RESPONSE_ERROR, answer -> answer.substring(0, answer.length() / 2)),
                way("JSON null", FailureReason.RESPONSE_ERROR, answer -> "null"),
                way("deep nesting", FailureReason.RESPONSE_ERROR, answer -> "[".repeat(100_000)),
                way(
                        "more than a message may have",
                        FailureReason.RESPONSE_ERROR,
                        answer -> " ".repeat(4_000_000) + answer),
                way("a changed payload", FailureReason.SIGNATURE_MISMATCH, answer -> {
                    SignedMessage signed = SignedMessageCodec.decodeResponse(answer);
                    return SignedMessageCodec.encodeResponse(new SignedMessage(
                            signed.signatureType(),
                            signed.signature(),
                            signed.payload().replace("Default", "Other")));
                }),
                way(
                        "another key's signature",
                        FailureReason.SIGNATURE_MISMATCH,
                        answer -> SignedMessageCodec.encodeResponse(SignedMessage.sign(
                                SignedMessageCodec.decodeResponse(answer).payload(),
                                JcaSignature.signer(TestPki.ec().getPrivate())))),
                way("another root's chain", "Certificate validation failed", HostileAnswerTest::ofAnotherRoot),
                signed("no chain", "Certificate validation failed", HostileAnswerTest::withoutChain),
                signed(
                        "another nonce",
                        "Response does not match the request",
                        payload -> payload.replaceFirst("\"nonce\":\"\\d+\"", "\"nonce\":\"1\"")),
                signed(
                        "another request type",
                        "Response does not match the request",
                        payload -> payload.replaceFirst("\"REGISTRATION\"", "\"ENTITLEMENT\"")),
                signed("no body", FailureReason.RESPONSE_ERROR, payload -> withBody(payload, null)),
                signed("a body of the wrong shape", FailureReason.RESPONSE_ERROR, payload -> withBody(payload, "{}")));
    }

    private static Arguments way(String what, String reason, UnaryOperator<String> onTheWay) {
        Consumer<FakePortal> misbehave = portal -> portal.onTheWay = onTheWay;
        return Arguments.of(what, reason, misbehave);
    }

    private static Arguments signed(String what, String reason, UnaryOperator<String> beforeSigning) {
        Consumer<FakePortal> misbehave = portal -> portal.beforeSigning = beforeSigning;
        return Arguments.of(what, reason, misbehave);
    }

    private static String withoutChain(String payload) {
        DeviceAnswer answer = MessageCodec.decodeAnswer(payload);
        return MessageCodec.encodeAnswer(
                new DeviceAnswer(answer.header(), answer.status(), null, null, answer.responseData(), null));
    }

    private static String withBody(String payload, @Nullable String body) {
        DeviceAnswer answer = MessageCodec.decodeAnswer(payload);
        return MessageCodec.encodeAnswer(
                new DeviceAnswer(answer.header(), answer.status(), null, null, body, answer.signingCertificates()));
    }

    private static String ofAnotherRoot(String text) {
        TestPki other = new TestPki();
        DeviceAnswer answer = MessageCodec.decodeAnswer(
                SignedMessageCodec.decodeResponse(text).payload());
        return resigned(answer, List.of(other.signingPem(), other.issuerPem()), other.signingKey());
    }

    private static String resigned(DeviceAnswer answer, List<String> chain, KeyPair key) {
        String payload = MessageCodec.encodeAnswer(new DeviceAnswer(
                answer.header(),
                answer.status(),
                answer.failureReason(),
                answer.failureCode(),
                answer.responseData(),
                chain));
        return SignedMessageCodec.encodeResponse(SignedMessage.sign(payload, JcaSignature.signer(key.getPrivate())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void a_hostile_answer_is_a_failed_attempt_and_changes_nothing(
            String what, String reason, Consumer<FakePortal> misbehave) {
        Bench bench = Bench.advantage();
        misbehave.accept(bench.portal);

        bench.register();

        assertThat(bench.state().identity()).isNull();
        Attempt attempt = Objects.requireNonNull(bench.state().registration().initial());
        assertThat(attempt.failureReason()).isEqualTo(reason);
        assertThat(bench.state().registration().nextAttempt()).isEqualTo(Bench.START.plusSeconds(30));
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_MODE);
    }

    @Test
    void whoever_holds_an_id_certificate_cannot_speak_for_the_portal() {
        Bench bench = Bench.advantage();
        KeyPair thief = TestPki.ec();
        String id = TestPki.pem(Bench.PKI.idCertificate(
                thief.getPublic(), "C9300", Bench.START.minusSeconds(60), Bench.START.plusSeconds(3600)));
        bench.portal.onTheWay = text -> resigned(
                MessageCodec.decodeAnswer(
                        SignedMessageCodec.decodeResponse(text).payload()),
                List.of(id, Bench.PKI.issuerPem()),
                thief);

        bench.register();

        assertThat(bench.state().identity()).isNull();
        assertThat(bench.cli("show logging | include CERTIFICATE_VALIDATION"))
                .endsWith("Certificate validation failed by smart agent: it is not a signing certificate\n");
    }

    @Test
    void a_chain_that_has_expired_is_refused_and_the_log_says_why() {
        Bench bench = Bench.advantage();
        // the portal's whole test authority ends with the year 2044
        bench.clock.set(Instant.parse("2045-01-01T00:00:01Z"));

        bench.register();

        assertThat(bench.state().identity()).isNull();
        assertThat(Objects.requireNonNull(bench.state().registration().initial())
                        .failureReason())
                .isEqualTo("Certificate validation failed");
        assertThat(bench.state().registration().nextAttempt())
                .isEqualTo(bench.clock.instant().plusSeconds(30));
        assertThat(bench.logged())
                .containsSequence("%PKI-3-CERTIFICATE_INVALID_EXPIRED", "%SMART_LIC-3-CERTIFICATE_VALIDATION");
    }

    @Test
    void a_registered_switch_stays_as_it_is_under_hostile_answers() {
        Bench bench = Bench.advantage();
        bench.register();
        LicensingState before = bench.state();
        bench.portal.onTheWay = answer -> "garbage";

        bench.cli("license smart renew auth");
        bench.cli("license smart renew id");

        assertThat(bench.state().identity()).isEqualTo(before.identity());
        assertThat(bench.state().entitlements()).isEqualTo(before.entitlements());
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
    }
}
