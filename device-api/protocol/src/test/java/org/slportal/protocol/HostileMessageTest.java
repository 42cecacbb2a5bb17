package org.slportal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class HostileMessageTest {

    @ParameterizedTest
    @CsvSource({
        "dtd.xml, A document type declaration is not allowed",
        "xxe.xml, A document type declaration is not allowed",
        "billion-laughs.xml, A document type declaration is not allowed",
        "external-dtd.xml, A document type declaration is not allowed",
        "processing-instruction.xml, Processing instructions are not allowed",
        "two-attachments.xml, The message has more than one attachment",
        "two-data.xml, The element Data is there twice",
        "wrong-name.xml, The attachment is not named smart_licensing_data",
        "no-attachment.xml, The message has no attachment",
        "not-inline.xml, The attachment is not inline",
        "not-plain.xml, The attachment's data is not plain",
        "soap-1.1.xml, The message is not a SOAP 1.2 envelope",
        "bad-date.xml, The CreationDate is not a date",
        "truncated.xml, The message is not well-formed XML",
    })
    void a_hostile_envelope_is_refused_with_its_reason(String file, String reason) {
        assertThatThrownBy(() -> EnvelopeCodec.decode(Fixture.bytes("hostile/" + file)))
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessage(reason);
    }

    @Test
    void every_prefix_of_a_good_envelope_is_refused() {
        byte[] good = Fixture.DEREGISTRATION.requestXml();
        for (int length = 0; length < good.length; length++) {
            byte[] prefix = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> EnvelopeCodec.decode(prefix)).isInstanceOf(MalformedMessageException.class);
        }
        assertThat(EnvelopeCodec.decode(good).attachmentData()).isNotEmpty();
    }

    @Test
    void every_prefix_of_a_good_json_message_is_refused() {
        byte[] good = Fixture.REGISTRATION.requestJson();
        for (int length = 0; length < good.length; length++) {
            byte[] prefix = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> SignedMessageCodec.decodeRequest(prefix))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void a_message_one_byte_over_the_limit_is_refused_and_one_at_the_limit_is_read() {
        byte[] good = Fixture.DEREGISTRATION.requestXml();
        byte[] atLimit = Arrays.copyOf(good, EnvelopeCodec.MAX_MESSAGE_BYTES);
        Arrays.fill(atLimit, good.length, atLimit.length, (byte) ' ');
        byte[] over = Arrays.copyOf(atLimit, EnvelopeCodec.MAX_MESSAGE_BYTES + 1);
        over[over.length - 1] = ' ';

        assertThat(EnvelopeCodec.decode(atLimit)).isEqualTo(EnvelopeCodec.decode(good));
        assertThatThrownBy(() -> EnvelopeCodec.decode(over))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("The message is larger than 3145728 bytes");
        assertThatThrownBy(() -> SignedMessageCodec.decodeRequest(new byte[4 * 1024 * 1024]))
                .hasMessage("The message is larger than 3145728 bytes");
    }

    @Test
    void deeply_nested_xml_is_refused() {
        String deep = "<a>".repeat(100_000);
        String envelope = new String(Fixture.DEREGISTRATION.requestXml(), StandardCharsets.UTF_8)
                .replace("<soap-env:Body>", "<soap-env:Body>" + deep);

        assertThatThrownBy(() -> EnvelopeCodec.decode(envelope.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("The message is nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"x\":"})
    void deeply_nested_json_is_refused_quickly(String open) {
        String deep = "{\"unknown\":" + open.repeat(100_000);

        assertThat(Duration.ofNanos(nanos(() -> assertThatThrownBy(() -> SignedMessageCodec.decodeRequest(deep))
                        .isInstanceOf(MalformedMessageException.class)
                        .hasMessage("The message is not valid JSON"))))
                .isLessThan(Duration.ofSeconds(2));
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "\"text\"",
                "{}",
                "{} {}",
                "{\"signature\":null,\"request\":\"x\"}",
                "{\"signature\":{\"type\":\"SHA-256\",\"value\":\"AA==\"},\"request\":{}}",
                "{\"signature\":{\"type\":\"SHA-256\",\"value\":\"AA==\"},\"request\":7}",
                "{\"signature\":{\"type\":\"SHA-256\",\"value\":\"AA==\"},\"request\":\"\"}",
                "{\"signature\":{\"type\":\"SHA-256\",\"value\":\"AA==\"},\"request\":\"a\",\"request\":\"b\"}",
                "{\"signature\":{\"type\":\"MD5\",\"value\":\"AA==\"},\"request\":\"x\"}",
                "{\"signature\":{\"type\":\"SHA-256\",\"value\":\"**\"},\"request\":\"x\"}",
                "{\"signature\":\"SHA-256\",\"request\":\"x\"}",
            })
    void json_that_is_no_signed_message_is_refused(String json) {
        assertThatThrownBy(() -> SignedMessageCodec.decodeRequest(json)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        byte[] bytes = Fixture.DEREGISTRATION.requestXml();
        bytes[bytes.length / 2] = (byte) 0xFF;

        assertThatThrownBy(() -> EnvelopeCodec.decode(bytes)).hasMessage("The message is not UTF-8 text");
    }

    @Test
    void a_reason_never_quotes_what_was_received() {
        assertThatThrownBy(() -> SignedMessageCodec.decodeRequest("{\"signature\":secret-token}"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-token"));
        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.REGISTRATION, "{\"token\":[\"secret-token\"]}"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-token"));
    }
}
