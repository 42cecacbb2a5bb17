package org.slportal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixtureTest {

    @ParameterizedTest
    @EnumSource(Fixture.class)
    void a_request_in_its_envelope_decodes_to_what_was_meant_and_its_signature_holds(Fixture fixture) {
        Envelope envelope = EnvelopeCodec.decode(fixture.requestXml());

        assertThat(envelope.to()).isEqualTo("https://portal.example.com/its/service/oddce/services/DDCEService");
        assertThat(envelope.from()).isEqualTo("http://www.cisco.com/appliance/uri");
        assertThat(envelope.path()).isEqualTo("http://www.cisco.com/appliance/uri");
        assertThat(envelope.messageId()).isEqualTo("M8:FCW2145L0AB:65F15F34");
        assertThat(envelope.creationDate()).isEqualTo(Instant.parse("2024-03-13T08:09:24Z"));
        requireRequest(fixture, SignedMessageCodec.decodeRequest(envelope.attachmentData()));
    }

    @ParameterizedTest
    @EnumSource(Fixture.class)
    void a_request_of_the_json_transport_decodes_to_the_same(Fixture fixture) {
        requireRequest(fixture, SignedMessageCodec.decodeRequest(fixture.requestJson()));
    }

    private static void requireRequest(Fixture fixture, SignedMessage signed) {
        assertThat(signed.verify(TestKeys.deviceVerifier())).isTrue();
        DeviceMessage message = MessageCodec.decodeMessage(signed.payload());
        assertThat(message).isEqualTo(fixture.message());
        RequestType type = message.header().type().orElseThrow();
        assertThat(MessageCodec.decodeData(type, message.requestData())).isEqualTo(fixture.data);
        assertThat(MessageCodec.encodeMessage(message)).isEqualTo(signed.payload());
    }

    @ParameterizedTest
    @EnumSource(Fixture.class)
    void an_answer_decodes_over_both_transports_and_its_signature_holds(Fixture fixture) {
        Envelope envelope = EnvelopeCodec.decode(fixture.answerXml());
        SignedMessage fromXml = SignedMessageCodec.decodeResponse(envelope.attachmentData());
        SignedMessage fromJson = SignedMessageCodec.decodeResponse(fixture.answerJson());

        assertThat(fromXml).isEqualTo(fromJson);
        assertThat(fromXml.verify(TestKeys.portalVerifier())).isTrue();
        DeviceAnswer answer = MessageCodec.decodeAnswer(fromXml.payload());
        assertThat(answer).isEqualTo(fixture.answer());
        assertThat(answer.header().nonce()).isEqualTo(fixture.message().nonce());
        String body = String.valueOf(answer.responseData());
        assertThat(answer.accepted()).isNotEqualTo(answer.succeeded());
        assertThat(
                        answer.accepted()
                                ? MessageCodec.decodePending(body)
                                : MessageCodec.decodeResult(fixture.data.requestType(), body))
                .isEqualTo(fixture.result);
        assertThat(MessageCodec.encodeAnswer(answer)).isEqualTo(fromXml.payload());
    }

    @ParameterizedTest
    @EnumSource(Fixture.class)
    void encoding_gives_the_fixture_byte_for_byte(Fixture fixture) {
        Envelope envelope = EnvelopeCodec.decode(fixture.requestXml());

        assertThat(EnvelopeCodec.encode(envelope)).isEqualTo(fixture.requestXml());
        assertThat(SignedMessageCodec.encodeRequest(SignedMessageCodec.decodeRequest(envelope.attachmentData())))
                .isEqualTo(new String(fixture.requestJson(), StandardCharsets.UTF_8));
    }
}
