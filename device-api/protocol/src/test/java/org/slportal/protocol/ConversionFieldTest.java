package org.slportal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.device.Udi;

class ConversionFieldTest {

    private static final String CONVERSION = MessageCodec.encodeData(Fixture.CONVERSION.data);
    private static final String RESULT = MessageCodec.encodeResult(Fixture.CONVERSION_POLL.result);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"conversion_type\":\"RTU\"`|`\"conversion_type\":\"R T U\"`|`{\"conversion_type\":[\"The conversion_type field must be 1 to 20 letters, digits, _ or -.\"]}`",
                "`\"conversion_type\":\"RTU\"`|`\"conversion_type\":7`|`{\"conversion_type\":[\"The conversion_type field has the wrong type or value.\"]}`",
                "`\"conversion_type\":\"RTU\",`|``|`{\"conversion_type\":[\"The conversion_type field is required.\"]}`",
                "`\"conversion_encoding_type\":\"PLAIN\"`|`\"conversion_encoding_type\":\"plain\"`|`{\"conversion_encoding_type\":[\"The conversion_encoding_type field must be PLAIN or BASE64.\"]}`",
                "`\"conversion_string\":\"ipservices\"`|`\"conversion_string\":\" \"`|`{\"conversion_string\":[\"The conversion_string field is required.\"]}`",
                "`\"conversion_string\":\"aXBiYXNl\"`|`\"conversion_string\":\"aXBi*XNl\"`|`{\"conversion_string\":[\"The conversion_string field must be Base64 of text.\"]}`",
                "`\"conversion_string\":\"aXBiYXNl\"`|`\"conversion_string\":\"/w==\"`|`{\"conversion_string\":[\"The conversion_string field must be Base64 of text.\"]}`",
                "`\"conversion_count\":5`|`\"conversion_count\":-1`|`{\"conversion_count\":[\"The conversion_count field must be between 0 and 1000000.\"]}`",
                "`\"conversion_count\":5`|`\"conversion_count\":1000001`|`{\"conversion_count\":[\"The conversion_count field must be between 0 and 1000000.\"]}`",
                "`\"conversion_count\":5`|`\"conversion_count\":\"5\"`|`{\"conversion_count\":[\"The conversion_count field has the wrong type or value.\"]}`",
                "`regid.2026-11.org.slportal.C3850,v1_93368a2c-b9bb-5f4a-a715-6fb2813ce1d6`|`C3850`|`{\"software_tag_identifier\":[\"Not a software identity tag\"]}`",
                "`FOC1842X0AB`|`<b>`|`{\"udi_serial_number\":[\"Not a UDI serial number: 1 to 32 letters, digits or . _ -\"]}`",
            })
    void a_wrong_field_is_named(String right, String wrong, String failureReason) {
        assertThat(CONVERSION).contains(right);

        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.CONVERSION, CONVERSION.replace(right, wrong)))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        e -> assertThat(e.failureReason()).isEqualTo(failureReason));
    }

    @Test
    void a_type_no_portal_knows_is_read_and_left_to_the_portal() {
        ConversionData data = (ConversionData) MessageCodec.decodeData(
                RequestType.CONVERSION,
                CONVERSION.replace("\"conversion_type\":\"RTU\"", "\"conversion_type\":\"CSL_FILE\""));

        assertThat(data.conversions().getFirst().conversionLines().getFirst().conversionType())
                .isEqualTo("CSL_FILE");
    }

    @Test
    void a_string_is_decoded_as_its_encoding_says() {
        assertThat(new ConversionLine("RTU", "BASE64", "aXBiYXNl", 1).name()).isEqualTo("ipbase");
        assertThat(new ConversionLine("RTU", "PLAIN", "aXBiYXNl", 1).name()).isEqualTo("aXBiYXNl");
    }

    @Test
    void counts_reach_from_zero_to_a_million() {
        assertThat(new ConversionLine("RTU", "PLAIN", "apcount", 0).conversionCount())
                .isZero();
        assertThat(new ConversionLine("RTU", "PLAIN", "apcount", 1_000_000).conversionCount())
                .isEqualTo(1_000_000);
    }

    @Test
    void a_chassis_has_at_most_100_lines() {
        ConversionLine line = new ConversionLine("RTU", "PLAIN", "ipbase", 1);
        Sudi sudi = Sudi.of(Fixture.Data.UDI);

        assertThat(new DeviceConversion(sudi, Fixture.Data.C3850, Collections.nCopies(100, line)).conversionLines())
                .hasSize(100);
        assertThatThrownBy(() -> new DeviceConversion(sudi, Fixture.Data.C3850, Collections.nCopies(101, line)))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("conversion_lines"));
    }

    @Test
    void a_message_is_about_1_to_64_chassis_none_of_them_twice() {
        assertThat(new ConversionData(chassis(64)).conversions()).hasSize(64);
        List<DeviceConversion> twice = new ArrayList<>(chassis(2));
        twice.add(twice.getFirst());
        for (List<DeviceConversion> wrong : List.of(chassis(0), chassis(65), twice)) {
            assertThatThrownBy(() -> new ConversionData(wrong))
                    .isInstanceOfSatisfying(
                            InvalidFieldException.class,
                            e -> assertThat(e.field()).isEqualTo("conversions"));
        }
    }

    private static List<DeviceConversion> chassis(int count) {
        List<DeviceConversion> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(new DeviceConversion(Sudi.of(new Udi("WS-C3850-24P", "FOC" + i)), Fixture.Data.C3850, List.of()));
        }
        return list;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"poll_id\":0}", "{\"poll_id\":-5}", "{\"poll_id\":\"7\"}", "{\"poll_id\":1.5}"})
    void a_poll_needs_the_number_it_is_about(String body) {
        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.CONVERSION_POLL, body))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("poll_id"));
    }

    @Test
    void a_number_beyond_64_bits_is_no_poll_id() {
        assertThatThrownBy(
                        () -> MessageCodec.decodeData(RequestType.CONVERSION_POLL, "{\"poll_id\":9223372036854775808}"))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(MessageCodec.decodeData(RequestType.CONVERSION_POLL, "{\"poll_id\":9223372036854775807}"))
                .isEqualTo(new ConversionPollData(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 86_401})
    void an_interval_a_device_could_not_keep_is_refused(int seconds) {
        assertThatThrownBy(() -> new ConversionPending(1, seconds))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("poll_interval_seconds"));
        assertThat(new ConversionPending(1, 1).pollIntervalSeconds()).isOne();
        assertThat(new ConversionPending(1, 86_400).pollIntervalSeconds()).isEqualTo(86_400);
    }

    @Test
    void an_unknown_outcome_is_a_field_error() {
        assertThatThrownBy(() -> MessageCodec.decodeResult(
                        RequestType.CONVERSION_POLL, RESULT.replace("CONVERT_SUCCESS", "CONVERT_MAYBE")))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("conversion_status"));
    }

    @Test
    void a_reason_longer_than_a_device_prints_is_refused() {
        assertThatThrownBy(() -> new ConversionOutcome(
                        Sudi.of(Fixture.Data.UDI), ConversionStatus.CONVERT_FAILED, "x".repeat(4097)))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("failure_reason"));
    }

    @Test
    void every_prefix_of_a_conversion_is_refused() {
        for (int length = 0; length < CONVERSION.length(); length++) {
            String prefix = CONVERSION.substring(0, length);
            assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.CONVERSION, prefix))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }
}
