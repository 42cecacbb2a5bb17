package org.slportal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTest {

    private static final String MESSAGE = MessageCodec.encodeMessage(Fixture.DEREGISTRATION.message());
    private static final String REGISTRATION = MessageCodec.encodeData(Fixture.REGISTRATION.data);
    private static final String ENTITLEMENT = MessageCodec.encodeData(Fixture.ENTITLEMENT.data);

    @Test
    void an_unknown_request_type_keeps_its_text() {
        DeviceMessage message = MessageCodec.decodeMessage(MESSAGE.replace("DEREGISTRATION", "MAKE_COFFEE"));

        assertThat(message.header().requestType()).isEqualTo("MAKE_COFFEE");
        assertThat(message.header().type()).isEmpty();
    }

    @Test
    void a_request_type_in_other_letters_is_unknown() {
        assertThat(RequestType.of("registration")).isEmpty();
        assertThat(RequestType.of("REGISTRATION")).contains(RequestType.REGISTRATION);
    }

    @Test
    void a_type_without_a_body_in_this_version_is_refused_as_a_field_error() {
        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.THIRD_PARTY_KEY, "{}"))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        e -> assertThat(e.failureReason())
                                .isEqualTo(
                                        "{\"request_type\":[\"The request type THIRD_PARTY_KEY is not supported.\"]}"));
    }

    @Test
    void unknown_keys_are_skipped() {
        String more = MESSAGE.replaceFirst("\\{", "{\"later\":{\"nested\":[1,2]},");

        assertThat(MessageCodec.decodeMessage(more)).isEqualTo(Fixture.DEREGISTRATION.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"udi_pid\":\"C9300-24P\"`|`\"udi_pid\":\"<b>\"`|`{\"udi_pid\":[\"Not a UDI product id: 1 to 64 letters, digits or + / . _ = -\"]}`",
                "`\"udi_pid\":\"C9300-24P\",`|``|`{\"udi_pid\":[\"The udi_pid field is required.\"]}`",
                "`\"udi_serial_number\":\"FCW2145L0AB\"`|`\"udi_serial_number\":null`|`{\"udi_serial_number\":[\"The udi_serial_number field is required.\"]}`",
                "`\"timestamp\":1710317364000`|`\"timestamp\":\"1710317364000\"`|`{\"timestamp\":[\"The timestamp field has the wrong type or value.\"]}`",
                "`\"timestamp\":1710317364000`|`\"timestamp\":1710317364000.5`|`{\"timestamp\":[\"The timestamp field has the wrong type or value.\"]}`",
                "`\"timestamp\":1710317364000,`|``|`{\"timestamp\":[\"The timestamp field has the wrong type or value.\"]}`",
                "`\"timestamp\":1710317364000`|`\"timestamp\":253402300800000`|`{\"timestamp\":[\"The timestamp field must be a time in epoch milliseconds.\"]}`",
                "`\"request_type\":\"DEREGISTRATION\"`|`\"request_type\":4`|`{\"request_type\":[\"The request_type field has the wrong type or value.\"]}`",
                "`\"id_cert_serial_number\":\"1A2B3C\"`|`\"id_cert_serial_number\":\"xyz\"`|`{\"id_cert_serial_number\":[\"The id_cert_serial_number field must be 1 to 64 hexadecimal digits.\"]}`",
                "`\"agent_actions\":[]`|`\"agent_actions\":[null]`|`{\"agent_actions\":[\"The agent_actions field is required.\"]}`",
            })
    void a_wrong_header_field_is_named(String right, String wrong, String failureReason) {
        assertThat(MESSAGE).contains(right);
        String changed = MESSAGE.replace(right, wrong);

        assertThatThrownBy(() -> MessageCodec.decodeMessage(changed))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        e -> assertThat(e.failureReason()).isEqualTo(failureReason));
    }

    @Test
    void a_number_no_clock_can_show_is_refused() {
        String changed = MESSAGE.replace("1710317364000", "99999999999999999999");

        assertThatThrownBy(() -> MessageCodec.decodeMessage(changed))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("A number in the request is out of range");
    }

    @Test
    void a_nonce_that_differs_from_the_headers_is_refused() {
        String changed = MESSAGE.replaceFirst("12345678901234567890", "1");

        assertThatThrownBy(() -> MessageCodec.decodeMessage(changed))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("nonce"));
    }

    @Test
    void a_software_id_of_another_shape_is_a_field_error() {
        String changed = REGISTRATION.replaceFirst("regid\\.[^\"]+", "C9300");

        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.REGISTRATION, changed))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        e -> assertThat(e.failureReason())
                                .isEqualTo("{\"software_id\":[\"Not a software identity tag\"]}"));
    }

    @Test
    void an_entitlement_tag_of_another_shape_is_a_field_error() {
        String changed = ENTITLEMENT.replaceFirst("regid\\.[^\"]+", "advantage");

        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.ENTITLEMENT, changed))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        e -> assertThat(e.failureReason()).isEqualTo("{\"tag\":[\"Not an entitlement tag\"]}"));
    }

    @Test
    void a_negative_count_is_a_field_error_and_zero_is_not() {
        assertThatThrownBy(() -> MessageCodec.decodeData(
                        RequestType.ENTITLEMENT, ENTITLEMENT.replace("\"count\":1", "\"count\":-1")))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        e -> assertThat(e.failureReason())
                                .isEqualTo("{\"count\":[\"The count field must be between 0 and 1000000.\"]}"));
        EntitlementData zero = (EntitlementData)
                MessageCodec.decodeData(RequestType.ENTITLEMENT, ENTITLEMENT.replace("\"count\":1", "\"count\":0"));
        assertThat(zero.entitlements().getFirst().count()).isZero();
    }

    @Test
    void a_tag_named_twice_is_refused() {
        String one = ENTITLEMENT.replaceAll("^\\{\"entitlements\":\\[(\\{.*?})].*$", "$1");
        String twice = "{\"entitlements\":[" + one + "," + one + "]}";

        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.ENTITLEMENT, twice))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("entitlements"));
    }

    @Test
    void no_entitlements_is_a_list_not_its_absence() {
        assertThat(MessageCodec.decodeData(RequestType.ENTITLEMENT, "{\"entitlements\":[]}"))
                .isEqualTo(new EntitlementData(java.util.List.of(), java.util.List.of()));
        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.ENTITLEMENT, "{}"))
                .isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void a_token_longer_than_1024_characters_is_refused() {
        String token = "ZmRhMzBkYTctZDM5My00";
        String atLimit = REGISTRATION.replace(token, "t".repeat(1024));
        String over = REGISTRATION.replace(token, "t".repeat(1025));

        assertThat(MessageCodec.decodeData(RequestType.REGISTRATION, atLimit)).isInstanceOf(RegistrationData.class);
        assertThatThrownBy(() -> MessageCodec.decodeData(RequestType.REGISTRATION, over))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("token"));
    }

    @Test
    void nothing_that_prints_itself_prints_a_token() {
        String token = "ZmRhMzBkYTctZDM5My00";
        DeviceMessage message = Fixture.REGISTRATION.message();
        SignedMessage signed = SignedMessageCodec.decodeRequest(Fixture.REGISTRATION.requestJson());
        Envelope envelope = EnvelopeCodec.decode(Fixture.REGISTRATION.requestXml());

        assertThat(message.requestData()).contains(token);
        assertThat(message.toString()).doesNotContain(token);
        assertThat(Fixture.REGISTRATION.data.toString()).doesNotContain(token);
        assertThat(signed.toString()).doesNotContain(token);
        assertThat(envelope.toString()).doesNotContain(token);
    }
}
