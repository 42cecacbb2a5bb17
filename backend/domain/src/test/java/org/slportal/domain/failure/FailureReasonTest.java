package org.slportal.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;

/** Parsers match on these strings letter for letter, so they stand here a second time. */
class FailureReasonTest {

    @Test
    void scenario_1_names_the_product_instance_that_is_still_held() {
        assertThat(FailureReason.PRODUCT_ALREADY_REGISTERED).isEqualTo("Product Already Registered");
        assertThat(FailureReason.EXISTING_CONSUMPTION)
                .isEqualTo("Existing Product Instance has consumption and Force Flag is False");
        assertThat(FailureReason.alreadyRegistered(
                        new SoftwareId("regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72"),
                        new Udi("C9300-24P", "FCW2145L0AB")))
                .isEqualTo("The product regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72"
                        + " and sudi containing udiSerialNumber:FCW2145L0AB,udiPid:C9300-24P"
                        + " has already been registered.");
    }

    @Test
    void scenario_2_asks_to_try_again() {
        assertThat(FailureReason.TRY_AGAIN)
                .isEqualTo("Your request could not be processed right now. Please try again");
    }

    @Test
    void scenario_3_prints_the_devices_time_in_epoch_milliseconds() {
        assertThat(FailureReason.timestampOffset(Instant.ofEpochMilli(1526135268653L)))
                .isEqualTo("{\"timestamp\":[\"The device date '1526135268653' is offset beyond the allowed"
                        + " tolerance limit.\"]}");
    }

    @Test
    void scenarios_4_to_9_are_told_in_the_words_of_the_field() {
        assertThat(FailureReason.TRANSPORT_NOT_AVAILABLE).isEqualTo("Communication transport not available");
        assertThat(FailureReason.HTTP_SEND_FAILED).isEqualTo("Fail to send out Call Home HTTP message");
        assertThat(FailureReason.SIGNING_CERTIFICATE_EXPIRED)
                .isEqualTo("Missing Id cert serial number field; Missing signing cert serial number field;"
                        + " Signed data and certificate does not match");
        assertThat(FailureReason.WAITING_FOR_REPLY).isEqualTo("Waiting for reply");
        assertThat(FailureReason.SIGNATURE_MISMATCH).isEqualTo("Data and signature do not match");
    }

    @Test
    void a_missing_field_is_told_with_the_words_scenario_6_joins() {
        assertThat(FailureReason.SIGNING_CERTIFICATE_EXPIRED)
                .startsWith(FailureReason.MISSING_ID_CERTIFICATE_SERIAL + "; "
                        + FailureReason.MISSING_SIGNING_CERTIFICATE_SERIAL + "; ");
    }

    @Test
    void field_errors_name_their_field() {
        assertThat(FailureReason.tokenNotValid("N2EyYjFj..."))
                .isEqualTo("{\"token\":[\"The token 'N2EyYjFj...' is not valid.\"]}");
        assertThat(FailureReason.tokenExpired("N2EyYjFj..."))
                .isEqualTo("{\"token\":[\"The token 'N2EyYjFj...' has expired.\"]}");
        assertThat(FailureReason.notRegistered("0a1b"))
                .isEqualTo("{\"product_instance_identifier\":[\"The product instance '0a1b' is not registered.\"]}");
        assertThat(FailureReason.idCertificateExpired("3C"))
                .isEqualTo("{\"id_cert_serial_number\":[\"The certificate '3C' has expired.\"]}");
    }

    @Test
    void quotes_and_backslashes_in_a_field_error_stay_json() {
        assertThat(FailureReason.fieldError("csr", "a \"b\" \\ c")).isEqualTo("{\"csr\":[\"a \\\"b\\\" \\\\ c\"]}");
    }

    @Test
    void control_characters_in_a_field_error_stay_json() {
        assertThat(FailureReason.fieldError("csr", "a\nb\tc\u0001d"))
                .isEqualTo("{\"csr\":[\"a\\u000ab\\u0009c\\u0001d\"]}");
    }
}
