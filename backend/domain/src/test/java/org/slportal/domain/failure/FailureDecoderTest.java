package org.slportal.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;

class FailureDecoderTest {

    private static final Udi DEVICE = new Udi("C9300-24P", "FCW2145L0AB");
    private static final SoftwareId SOFTWARE =
            new SoftwareId("regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72");

    private record Said(String line, FailureKind kind) {}

    private static Said said(FailureKind kind, String line) {
        return new Said(line, kind);
    }

    private static List<Said> lines() {
        return List.of(
                // Scenario 1
                said(FailureKind.ALREADY_REGISTERED, "  Failure reason: Product Already Registered"),
                said(FailureKind.ALREADY_REGISTERED, FailureReason.alreadyRegistered(SOFTWARE, DEVICE)),
                said(FailureKind.ALREADY_REGISTERED_IN_USE, FailureReason.EXISTING_CONSUMPTION),
                said(
                        FailureKind.REGISTERED_ON_DEVICE,
                        "{\"cisco-smart-license:output\":{\"return-code\":\"alreadyregistered\"}}"),
                // Scenario 2
                said(FailureKind.TRY_AGAIN, FailureReason.TRY_AGAIN),
                said(FailureKind.TRY_AGAIN, FailureReason.TRY_AGAIN + "."),
                said(FailureKind.TOKEN_NOT_VALID, FailureReason.tokenNotValid("N2EyYjFj...")),
                said(FailureKind.TOKEN_EXPIRED, FailureReason.tokenExpired("N2EyYjFj...")),
                // Scenario 3
                said(FailureKind.CLOCK_OFFSET, FailureReason.timestampOffset(Instant.ofEpochMilli(1526135268653L))),
                said(
                        FailureKind.CERTIFICATE_NOT_YET_VALID,
                        "%PKI-3-CERTIFICATE_INVALID_NOT_YET_VALID: Certificate chain validation has failed.  The certificate (SN: 0A1B) is not yet valid   Validity period starts on 2018-12-12T10:43:00Z"),
                said(
                        FailureKind.CLOCK_NOT_TRUSTED,
                        "%PKI-2-NON_AUTHORITATIVE_CLOCK: PKI functions can not be initialized until an authoritative time source, like NTP, can be obtained."),
                said(
                        FailureKind.CLOCK_LEFT_REGISTRATION,
                        "%SMART_LIC-3-REG_EXPIRED_CLOCK_CHANGE: Smart Licensing registration has expired because the system time was changed"),
                // Scenario 4
                said(FailureKind.TRANSPORT_NOT_AVAILABLE, "Failure reason: Communication transport not available."),
                said(
                        FailureKind.TRANSPORT_NOT_AVAILABLE,
                        "%SMART_LIC-3-AGENT_REG_FAILED: Smart Agent for Licensing Registration with the Cisco Smart Software Manager or satellite failed: Communication transport not available."),
                said(
                        FailureKind.CALL_HOME_NOT_ENABLED,
                        "%CALL_HOME-3-CALL_HOME_FAILED_TO_ENABLE: The call-home command failed to enable Smart Call Home"),
                // Scenario 5
                said(FailureKind.HTTP_SEND_FAILED, "    Failure reason: Fail to send out Call Home HTTP message."),
                said(
                        FailureKind.HTTP_SEND_FAILED,
                        "%SMART_LIC-3-AUTH_RENEW_FAILED: Authorization renewal with the Cisco Smart Software Manager or satellite : Communication message send error for udi PID:XXX, SN: XXX"),
                said(
                        FailureKind.REQUEST_ABORTED,
                        "%CALL_HOME-5-SL_MESSAGE_FAILED: Fail to send out Smart Licensing message to: https://192.0.2.1/its/service/oddce/services/DDCEService (ERR 205 : Request Aborted)"),
                said(FailureKind.REQUEST_ABORTED, "(error 205: Request Aborted)"),
                said(FailureKind.CONNECTION_TIMED_OUT, "(ERR 207 : Connection time out)"),
                said(FailureKind.TRANSPORT_ERROR, "(ERR 203 : Unknown host)"),
                said(
                        FailureKind.MESSAGE_NOT_SENT,
                        "%CALL_HOME-5-SL_MESSAGE_FAILED: Fail to send out Smart Licensing message to: https://192.0.2.1/x"),
                said(FailureKind.UNRESOLVED_HOST, "Unable to resolve server hostname/domain name"),
                said(FailureKind.UNREACHABLE, "% Destination unreachable; gateway or host down"),
                said(FailureKind.EMPTY_RESPONSE, "Received empty response from server"),
                said(FailureKind.RESPONSE_ERROR, "Communication message send response error"),
                said(FailureKind.RESPONSE_MISMATCH, "Response does not match the request"),
                said(FailureKind.HTTP_SERVER_ERROR, "HTTP Server Error 502: Bad Gateway"),
                said(
                        FailureKind.COMMUNICATION_FAILED,
                        "%SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart Software Manager (CSSM) : Something new"),
                // Scenario 6
                said(FailureKind.SIGNING_CERTIFICATE_EXPIRED, FailureReason.SIGNING_CERTIFICATE_EXPIRED),
                said(
                        FailureKind.SIGNING_CERTIFICATE_EXPIRED,
                        "SAEVT_DEREGISTER_STATUS msgStatus=\"LS_INVALID_DATA\" error=\"Missing Id cert serial number field; Missing signing cert serial number field; Signed data and certificate does does not match\""),
                said(
                        FailureKind.MISSING_SERIAL,
                        "Missing Id cert serial number field; Missing signing cert serial number field"),
                said(FailureKind.INVALID_DATA, "SAEVT_DEREGISTER_STATUS msgStatus=\"LS_INVALID_DATA\" error=\"new\""),
                // Scenario 7
                said(FailureKind.WAITING_FOR_REPLY, "Failure reason: Waiting for reply"),
                said(
                        FailureKind.CRL_FETCH_FAILED,
                        "%PKI-3-CRL_FETCH_FAIL: CRL fetch for trustpoint SLA-TrustPoint failed     Reason : Failed to select socket. Timeout : 5 (Connection timed out)"),
                said(
                        FailureKind.CERTIFICATE_VALIDATION_FAILED,
                        "%SMART_LIC-3-CERTIFICATE_VALIDATION: Certificate validation failed by smart agent: unknown"),
                said(FailureKind.CERTIFICATE_VALIDATION_FAILED, "ID certificate validation failed: not a certificate"),
                said(
                        FailureKind.CERTIFICATE_EXPIRED,
                        "%PKI-3-CERTIFICATE_INVALID_EXPIRED: Certificate chain validation has failed."),
                said(
                        FailureKind.CERTIFICATE_REVOKED,
                        "%PKI-3-CERTIFICATE_REVOKED: Certificate chain validation has failed."),
                // Scenario 8
                said(FailureKind.OUT_OF_COMPLIANCE, "  Status: OUT OF COMPLIANCE on Jul 26 09:24:09 2018 UTC"),
                said(
                        FailureKind.OUT_OF_COMPLIANCE,
                        "%SMART_LIC-3-OUT_OF_COMPLIANCE: One or more entitlements are out of compliance"),
                said(FailureKind.IN_OVERAGE, "%SMART_LIC-4-IN_OVERAGE: One or more entitlements are in overage"),
                said(
                        FailureKind.INVALID_TAG,
                        "%SMART_LIC-3-INVALID_TAG: The entitlement tag is invalid: regid.2017-03.com.cisco.x,1.0_y"),
                // Scenario 9
                said(FailureKind.SIGNATURE_MISMATCH, "Failure reason: Data and signature do not match."),
                said(
                        FailureKind.SIGNATURE_MISMATCH,
                        "%SMART_LIC-3-AUTH_RENEW_FAILED: Authorization renewal with the Cisco Smart Software Manager (CSSM) : Error received from Smart Software Manager: Data and signature do not match for udi PID:C9000,SN:XXXXXXXX"),
                // Their relatives
                said(FailureKind.NOT_REGISTERED, FailureReason.notRegistered("0a1b")),
                said(FailureKind.AGENT_NOT_REGISTERED, FailureReason.CLI_NOT_REGISTERED),
                said(FailureKind.ID_CERTIFICATE_EXPIRED, FailureReason.idCertificateExpired("3C")),
                said(
                        FailureKind.ID_CERTIFICATE_EXPIRED,
                        "%SMART_LIC-3-ID_CERT_EXPIRED: Identity certificate expired. Agent will transition"),
                said(
                        FailureKind.ID_CERTIFICATE_EXPIRES,
                        "%SMART_LIC-3-ID_CERT_EXPIRED_WARNING: This device's registration will expire in 30 days"),
                said(
                        FailureKind.AUTHORIZATION_EXPIRED,
                        "%SMART_LIC-5-AUTHORIZATION_EXPIRED: Authorization period expired"),
                said(FailureKind.AUTHORIZATION_EXPIRED, "  Status: AUTHORIZATION EXPIRED on Jun 11 08:04:24 2024 UTC"),
                said(
                        FailureKind.EVALUATION_EXPIRES,
                        "%SMART_LIC-4-EVAL_WILL_EXPIRE_WARNING: Evaluation period will expire in 7 days"),
                said(FailureKind.EVALUATION_EXPIRED, "%SMART_LIC-3-EVAL_EXPIRED: Evaluation period expired"),
                said(
                        FailureKind.EVALUATION_EXPIRED,
                        "%SMART_LIC-3-EVAL_EXPIRED_WARNING: Evaluation period expired on Jun 11"),
                said(FailureKind.EVALUATION_EXPIRED, "  Status: EVAL EXPIRED on Jun 11 08:04:24 2024 UTC"),
                said(
                        FailureKind.CONFIG_NOT_SAVED,
                        "%SMART_LIC-4-CONFIG_NOT_SAVED: Smart Licensing configuration has not been saved"),
                said(FailureKind.KEYS_NOT_SAVED, "%PKI-4-NOCONFIGAUTOSAVE: Configuration was modified."),
                said(
                        FailureKind.STANDBY_OUT_OF_SYNC,
                        "%SMART_LIC-3-HOT_STANDBY_OUT_OF_SYNC: Smart Licensing agent on hot standby is out of sync"),
                said(FailureKind.SERVER_TOO_OLD, "%SMART_LIC-4-REPORTING_NOT_SUPPORTED: The CSSM OnPrem is down rev"),
                said(
                        FailureKind.EXPORT_NOT_ALLOWED,
                        "%SMART_LIC-6-EXPORT_CONTROLLED: Usage of export controlled features is not allowed"),
                said(
                        FailureKind.REGISTRATION_FAILED,
                        "%SMART_LIC-3-AGENT_REG_FAILED: Registration failed: Something new"),
                said(
                        FailureKind.AUTHORIZATION_FAILED,
                        "SAEVT_ENTITLEMENT_RESPONSE msgStatus=\"FAILED\" error=\"Something new\""),
                said(
                        FailureKind.ID_CERTIFICATE_RENEWAL_FAILED,
                        "%SMART_LIC-3-ID_CERT_RENEW_FAILED: Identity certificate renewal failed: Something new"),
                said(
                        FailureKind.DEREGISTRATION_FAILED,
                        "%SMART_LIC-3-AGENT_DEREG_FAILED: De-registration failed: Something new"),
                said(FailureKind.FIELD_REFUSED, FailureReason.fieldError("csr", "The request cannot be read.")),
                said(
                        FailureKind.FAILURE_STATUS,
                        "Agent received a failure status in a response message. Please check the Agent log file for the detailed message"),
                said(FailureKind.OTHER_REASON, "Failure reason: Something new"),
                said(FailureKind.OTHER_MESSAGE, "%SMART_LIC-3-SOMETHING_NEW: what"),
                said(FailureKind.ATTEMPT_FAILED, "  Initial Registration: FAILED on Mar 13 08:09:24 2024 UTC"),
                said(FailureKind.UNREGISTERED, "  Status: UNREGISTERED"),
                // Conversion
                said(
                        FailureKind.CONVERSION_ALREADY_DONE,
                        "%SMART_LIC-5-ALREADY_CONVERTED: Licenses have already been converted"),
                said(
                        FailureKind.CONVERSION_FAILED,
                        "%SMART_LIC-3-CONVERSION_FAILED: License conversion failed: Something new for udi PID:A,SN:B"),
                said(FailureKind.CONVERSION_ALREADY_DONE, DlcRefusal.ALREADY_CONVERTED.reason(DEVICE.asCli())),
                said(FailureKind.CONVERSION_DISABLED, DlcRefusal.DISABLED.reason("Default")),
                said(FailureKind.CONVERSION_NOT_SUPPORTED, DlcRefusal.PLATFORM_NOT_SUPPORTED.reason("C9300-24P")),
                said(FailureKind.CONVERSION_BELONGS_ELSEWHERE, DlcRefusal.BELONGS_ELSEWHERE.reason(DEVICE.asCli())),
                said(FailureKind.CONVERSION_UNKNOWN_PRODUCT, DlcRefusal.UNKNOWN_SOFTWARE_TAG.reason(SOFTWARE.value())),
                said(FailureKind.CONVERSION_UNKNOWN_PRODUCT, DlcRefusal.PID_MISMATCH.reason("C9300-24P")),
                said(FailureKind.CONVERSION_NOTHING, DlcRefusal.NOTHING_TO_CONVERT.reason(DEVICE.asCli())),
                said(FailureKind.CONVERSION_NOT_ELIGIBLE, DlcRefusal.NOTHING_EQUIVALENT.reason("ap_count")),
                said(FailureKind.CONVERSION_NOT_ELIGIBLE, DlcRefusal.COUNT_TOO_HIGH.reason("ap_count (9 > 1)")),
                said(FailureKind.CONVERSION_NOT_ELIGIBLE, DlcRefusal.NOT_ELIGIBLE.reason("DEMO")),
                // Nothing wrong
                said(
                        FailureKind.IN_COMPLIANCE,
                        "%SMART_LIC-5-IN_COMPLIANCE: All entitlements and licenses in use on this device are authorized"),
                said(FailureKind.IN_COMPLIANCE, "  Status: AUTHORIZED on Mar 13 08:09:28 2024 UTC"),
                said(
                        FailureKind.REGISTERED,
                        "%SMART_LIC-6-AGENT_REG_SUCCESS: Smart Agent for Licensing Registration with the Cisco Smart Software Manager or satellite successful"),
                said(FailureKind.REGISTERED, "  Status: REGISTERED"),
                said(
                        FailureKind.AUTHORIZATION_RENEWED,
                        "%SMART_LIC-6-AUTH_RENEW_SUCCESS: Authorization renewal successful for udi PID:A,SN:B"),
                said(FailureKind.COMMUNICATION_RESTORED, "%SMART_LIC-5-COMM_RESTORED: Communications restored"),
                said(
                        FailureKind.ID_CERTIFICATE_RENEWED,
                        "%SMART_LIC-6-ID_CERT_RENEW_SUCCESS: Identity certificate renewal successful"),
                said(FailureKind.DEREGISTERED, "%SMART_LIC-6-AGENT_DEREG_SUCCESS: De-registration successful"),
                said(
                        FailureKind.CONVERTED,
                        "%SMART_LIC-6-CONVERSION_SUCCESS: License conversion successful for udi PID:A,SN:B"),
                said(
                        FailureKind.IN_PROGRESS,
                        "Registration process is in progress. Use the 'show license status' command"),
                said(FailureKind.ORDINARY, "%SMART_LIC-6-AGENT_READY: Smart Agent for Licensing is initialized"),
                said(
                        FailureKind.ORDINARY,
                        "%SMART_LIC-6-EXPORT_CONTROLLED: Usage of export controlled features is allowed"),
                said(FailureKind.ORDINARY, "2024-03-13 08:09:24.000 UTC SAEVT_INIT_START"),
                said(FailureKind.UNKNOWN, "interface GigabitEthernet1/0/1"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_line_says_one_thing(Said said) {
        for (String printed : List.of(
                said.line(),
                "*Nov 22 21:24:37.123 UTC: " + said.line() + "\r\n",
                said.line().toLowerCase(Locale.ROOT),
                said.line().toUpperCase(Locale.ROOT))) {
            List<DecodedFailure> found = FailureDecoder.decode(printed).findings();
            assertThat(found).as(printed).extracting(DecodedFailure::kind).containsExactly(said.kind());
            assertThat(found.getFirst().count()).isEqualTo(1);
            assertThat(found.getFirst().lineNumber()).isEqualTo(1);
        }
    }

    @Test
    void every_kind_has_such_a_line() {
        Set<FailureKind> tried = new HashSet<>();
        lines().forEach(said -> tried.add(said.kind()));

        assertThat(tried).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(FailureKind.class));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_terminal_may_break_the_line_anywhere(Said said) {
        String line = "*Nov 22 21:24:37.123 UTC: " + said.line();
        for (int width : new int[] {80, 72, 41}) {
            StringBuilder broken = new StringBuilder();
            for (int at = 0; at < line.length(); at += width) {
                broken.append(line, at, Math.min(line.length(), at + width)).append('\n');
            }
            assertThat(kinds(broken.toString())).as("at " + width + ": " + line).containsExactly(said.kind());
        }
    }

    @Test
    void near_misses_are_not_taken_for_what_they_resemble() {
        for (String text : List.of(
                "Product is registered",
                "The product instance is new",
                "The token is in the envelope",
                "Please try again",
                "error 20: x",
                "Data and signature",
                "waiting for a reply",
                "%SYS-5-CONFIG_I: Configured from console by console",
                "%LINK-3-UPDOWN: Interface GigabitEthernet1/0/1, changed state to up",
                "100% of: it",
                "%",
                "SAEVT_",
                "permit tcp any any")) {
            assertThat(kinds(text)).as(text).containsExactly(FailureKind.UNKNOWN);
        }
    }

    @Test
    void a_text_without_a_word_says_nothing() {
        assertThat(FailureDecoder.decode("").findings()).isEmpty();
        assertThat(FailureDecoder.decode(" \n\t\u00a0\u200b\u0000").findings()).isEmpty();
    }

    @Test
    void what_was_said_several_times_is_told_once_with_its_count_and_first_place() {
        DecodedText text = FailureDecoder.decode("""
                show logging
                %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart Software Manager (CSSM) : Waiting for reply
                %PKI-3-CRL_FETCH_FAIL: CRL fetch for trustpoint SLA-TrustPoint failed     Reason : Failed to select socket
                %SMART_LIC-3-AUTH_RENEW_FAILED: Authorization renewal with the Cisco Smart Software Manager (CSSM) : Waiting for reply for udi PID:C9300-24P,SN:FCW2145L0AB
                %SMART_LIC-3-AUTH_RENEW_FAILED: Authorization renewal with the Cisco Smart Software Manager (CSSM) : Waiting for reply for udi PID:C9300-24P,SN:FCW2145L0AC
                """);

        assertThat(text.findings())
                .extracting(DecodedFailure::kind, DecodedFailure::count, DecodedFailure::lineNumber)
                .containsExactly(tuple(FailureKind.WAITING_FOR_REPLY, 3, 2), tuple(FailureKind.CRL_FETCH_FAILED, 1, 3));
        assertThat(text.findings().getFirst().line())
                .startsWith("%SMART_LIC-3-COMM_FAILED")
                .endsWith("Waiting for reply");
        assertThat(text.findings().getFirst().facts())
                .containsEntry(FailureFact.SERIAL_NUMBER, List.of("FCW2145L0AB", "FCW2145L0AC"));
        assertThat(text.findings().get(1).facts()).containsEntry(FailureFact.TRUSTPOINT, List.of("SLA-TrustPoint"));
        assertThat(text.serialNumbers()).containsExactly("FCW2145L0AB", "FCW2145L0AC");
    }

    @Test
    void a_report_of_a_failed_registration_tells_the_reason_alone() {
        DecodedText text = FailureDecoder.decode("""
                Registration:
                  Status: UNREGISTERED - REGISTRATION FAILED
                  Export-Controlled Functionality: NOT ALLOWED
                  Initial Registration: FAILED on Mar 13 08:09:24 2024 UTC
                    Failure reason: Product Already Registered
                  Next Registration Attempt: Mar 13 08:28:10 2024 UTC

                License Authorization:
                  Status: EVAL MODE

                UDI: PID:C9300-24P,SN:FCW2145L0AB
                """);

        assertThat(text.findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FailureKind.ALREADY_REGISTERED);
            assertThat(found.line()).isEqualTo("Failure reason: Product Already Registered");
            assertThat(found.lineNumber()).isEqualTo(5);
        });
        assertThat(text.serialNumbers()).containsExactly("FCW2145L0AB");
        assertThat(text.isWell()).isFalse();
    }

    @Test
    void a_healthy_report_has_nothing_wrong() {
        DecodedText text = FailureDecoder.decode("""
                Registration:
                  Status: REGISTERED
                License Authorization:
                  Status: AUTHORIZED on Mar 13 08:09:28 2024 UTC
                  Last Communication Attempt: SUCCEEDED on Mar 13 08:09:28 2024 UTC
                """);

        assertThat(text.isWell()).isTrue();
        assertThat(text.findings())
                .extracting(DecodedFailure::kind)
                .containsExactly(FailureKind.REGISTERED, FailureKind.IN_COMPLIANCE);
    }

    @Test
    void the_three_parts_of_scenario_6_are_one_however_they_are_parted() {
        assertThat(kinds("""
                Failure reason: Missing Id cert serial number field;
                  Missing signing cert serial number field;
                  Signed data and certificate does not match.
                """)).containsExactly(FailureKind.SIGNING_CERTIFICATE_EXPIRED);
        assertThat(kinds("""
                MISSING ID CERT SERIAL NUMBER FIELD;
                MISSING SIGNING CERT SERIAL NUMBER FIELD;
                SIGNED DATA AND CERTIFICATE DOES DOES NOT MATCH
                """)).containsExactly(FailureKind.SIGNING_CERTIFICATE_EXPIRED);
    }

    @Test
    void the_event_log_prints_field_errors_without_quotation_marks() {
        DecodedText text = FailureDecoder.decode(
                "2024-03-13 08:09:24.000 UTC SAEVT_REGISTER_RESPONSE msgStatus=\"FAILED\""
                        + " error=\"{timestamp:[The device date '1526135268653' is offset beyond the allowed tolerance limit.]}\"");

        assertThat(text.findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FailureKind.CLOCK_OFFSET);
            assertThat(found.facts()).containsEntry(FailureFact.DEVICE_TIME, List.of("2018-05-12T14:27:48.653Z"));
        });
    }

    @Test
    void what_a_line_names_is_read_from_it() {
        assertThat(facts(FailureReason.alreadyRegistered(SOFTWARE, DEVICE)))
                .containsEntry(FailureFact.SERIAL_NUMBER, List.of("FCW2145L0AB"))
                .containsEntry(FailureFact.PID, List.of("C9300-24P"))
                .containsEntry(FailureFact.SOFTWARE_ID, List.of(SOFTWARE.value()));
        assertThat(facts(FailureReason.notRegistered("0a1b")))
                .containsEntry(FailureFact.PRODUCT_INSTANCE, List.of("0a1b"));
        assertThat(facts(FailureReason.idCertificateExpired("3C")))
                .containsEntry(FailureFact.CERTIFICATE, List.of("3C"));
        assertThat(facts("to: https://192.0.2.1:8443/its/service (ERR 207 : Connection time out)"))
                .containsEntry(FailureFact.URL, List.of("https://192.0.2.1:8443/its/service"))
                .containsEntry(FailureFact.TRANSPORT_ERROR, List.of("207 : Connection time out"));
        assertThat(facts("HTTP Server Error 502: Bad Gateway"))
                .isEqualTo(Map.of(FailureFact.HTTP_STATUS, List.of("502: Bad Gateway")));
        assertThat(facts("The entitlement tag is invalid: regid.2017-03.com.cisco.x,1.0_y"))
                .containsEntry(FailureFact.TAG, List.of("regid.2017-03.com.cisco.x,1.0_y"));
        assertThat(facts(FailureReason.fieldError("csr", "It cannot be read.")))
                .containsEntry(FailureFact.FIELD, List.of("csr"))
                .containsEntry(FailureFact.REASON, List.of("It cannot be read"));
        assertThat(facts("%SMART_LIC-3-AGENT_DEREG_FAILED: De-registration failed: Out of ink for udi PID:A,SN:B"))
                .containsEntry(FailureFact.REASON, List.of("Out of ink"));
        assertThat(facts("%SMART_LIC-SW2_STBY-3-NEW_ONE: x"))
                .containsEntry(FailureFact.MNEMONIC, List.of("SMART_LIC-SW2_STBY-3-NEW_ONE"));
        assertThat(facts("Evaluation period will expire in 7 days."))
                .containsEntry(FailureFact.TIME_LEFT, List.of("7 days"));
    }

    @Test
    void a_token_is_never_given_back_whole() {
        String token = "N2EyYjFjZGUtMTIzNC01Njc4LTkwYWItY2RlZjAxMjM0NTY3LTE1NTgwNjg2%0AMzUwMDB8";

        assertThat(facts(FailureReason.tokenNotValid(token))).containsEntry(FailureFact.TOKEN, List.of("N2EyYjFj..."));
    }

    @Test
    void what_was_typed_is_no_part_of_what_was_said() {
        DecodedFailure found = FailureDecoder.decode(
                        "acc-krk-07#license smart register idtoken N2EyYjFjZGUtMTIz\nSmart Agent not registered\nacc-krk-07(config)#end\n")
                .findings()
                .getFirst();

        assertThat(found.line()).isEqualTo("Smart Agent not registered");
        assertThat(found.lineNumber()).isEqualTo(2);
    }

    @Test
    void marks_of_terminals_pagers_and_word_processors_do_not_hide_a_line() {
        assertThat(kinds("\u001b[1mProduct\u001b[0m Already --More-- \b\b\bRegistered"))
                .containsExactly(FailureKind.ALREADY_REGISTERED);
        assertThat(kinds("\ufeffThe token \u2018N2Ey\u2019 has expired")).containsExactly(FailureKind.TOKEN_EXPIRED);
        assertThat(kinds("Product\u00a0Already\u200bRegistered")).containsExactly(FailureKind.ALREADY_REGISTERED);
    }

    @Test
    void one_character_too_many_is_refused() {
        assertThat(FailureDecoder.decode("x".repeat(FailureDecoder.MAX_LENGTH)).findings())
                .hasSize(1);
        assertThatThrownBy(() -> FailureDecoder.decode("x".repeat(FailureDecoder.MAX_LENGTH + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_very_long_line_is_shown_around_what_is_said() {
        String line = FailureDecoder.decode("x ".repeat(50_000) + "Waiting for reply" + " y".repeat(40_000))
                .findings()
                .getFirst()
                .line();

        assertThat(line)
                .contains("Waiting for reply")
                .startsWith("…")
                .endsWith("…")
                .hasSizeLessThan(700);
    }

    @Test
    void hostile_texts_take_no_longer_than_others() {
        for (String piece : List.of(
                "%",
                "{",
                "{\"a",
                "[",
                "'",
                "the token '",
                "err205:",
                "ERR ",
                "PID:",
                "PID:A,SN:B ",
                "saevt_",
                "\n",
                "\r",
                "\u001b[",
                "(ERR 205 : ",
                "Failure reason:",
                "Product Already Registered",
                "%A-3-",
                "a-",
                "Missing Id cert serial number field;",
                "https://",
                "--More--",
                "\ud800",
                "-",
                "%SMART_LIC-3-X: ",
                "{\"a\":[\"",
                "Aa: ",
                "Nov 1: Waiting for reply\n")) {
            String text = piece.repeat(FailureDecoder.MAX_LENGTH / piece.length());
            long start = System.nanoTime();
            FailureDecoder.decode(text);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(piece).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void the_same_text_has_the_same_answer() {
        StringBuilder text = new StringBuilder();
        lines().forEach(said -> text.append(said.line()).append("\n\n"));

        assertThat(FailureDecoder.decode(text.toString())).isEqualTo(FailureDecoder.decode(text.toString()));
        assertThat(FailureDecoder.decode(text.toString()).findings())
                .extracting(DecodedFailure::lineNumber)
                .isSorted();
    }

    private static List<FailureKind> kinds(String text) {
        return FailureDecoder.decode(text).findings().stream()
                .map(DecodedFailure::kind)
                .toList();
    }

    private static Map<FailureFact, List<String>> facts(String text) {
        return FailureDecoder.decode(text).findings().getFirst().facts();
    }
}
