package org.slportal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureTest {

    @ParameterizedTest
    @EnumSource(Fixture.class)
    void one_changed_character_of_the_request_breaks_the_signature(Fixture fixture) {
        SignedMessage good = SignedMessageCodec.decodeRequest(fixture.requestJson());
        for (int i = 0; i < good.payload().length(); i += 97) {
            char other = good.payload().charAt(i) == 'x' ? 'y' : 'x';
            String changed =
                    good.payload().substring(0, i) + other + good.payload().substring(i + 1);

            assertThat(new SignedMessage(good.signatureType(), good.signature(), changed)
                            .verify(TestKeys.deviceVerifier()))
                    .as("character %d", i)
                    .isFalse();
        }
    }

    @Test
    void the_same_json_serialised_another_way_breaks_the_signature() {
        SignedMessage good = SignedMessageCodec.decodeRequest(Fixture.ENTITLEMENT.requestJson());
        String spaced = good.payload().replace("\",\"", "\", \"");

        assertThat(spaced).isNotEqualTo(good.payload());
        assertThat(MessageCodec.decodeMessage(spaced).header())
                .isEqualTo(MessageCodec.decodeMessage(good.payload()).header());
        assertThat(new SignedMessage(good.signatureType(), good.signature(), spaced).verify(TestKeys.deviceVerifier()))
                .isFalse();
    }

    @Test
    void the_bytes_on_the_wire_are_what_counts_so_odd_but_signed_spacing_holds() {
        String odd = "{ \"header\" :  {},\n\"note\":\"\\u00e9é한\"}";
        SignedMessage signed = SignedMessage.sign(odd, TestKeys.deviceSigner());
        Envelope envelope = Envelope.request(
                "https://portal.example.com/",
                1,
                "SN1",
                java.time.Instant.EPOCH,
                SignedMessageCodec.encodeRequest(signed));

        Envelope received = EnvelopeCodec.decode(EnvelopeCodec.encode(envelope));

        SignedMessage back = SignedMessageCodec.decodeRequest(received.attachmentData());
        assertThat(back.payload()).isEqualTo(odd);
        assertThat(back.verify(TestKeys.deviceVerifier())).isTrue();
    }

    @Test
    void a_signature_of_another_key_or_no_signature_at_all_is_false_not_an_error() {
        byte[] data = "data".getBytes(StandardCharsets.UTF_8);

        assertThat(TestKeys.portalVerifier()
                        .verify(data, TestKeys.deviceSigner().sign(data)))
                .isFalse();
        assertThat(TestKeys.deviceVerifier().verify(data, new byte[0])).isFalse();
        assertThat(TestKeys.deviceVerifier().verify(data, new byte[256])).isFalse();
        assertThat(TestKeys.portalVerifier().verify(data, new byte[] {1, 2, 3})).isFalse();
        assertThat(TestKeys.portalVerifier()
                        .verify(data, TestKeys.portalSigner().sign(data)))
                .isTrue();
    }

    @Test
    void a_device_signature_has_256_bytes() {
        assertThat(SignedMessageCodec.decodeRequest(Fixture.DEREGISTRATION.requestJson())
                        .signature())
                .hasSize(256);
    }
}
