package org.slportal.domain.failure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** Texts that are known by their words, wherever they stand. They are kept and sought without white space, in lower case. */
final class Phrases {

    /**
     * A text with something in its middle, such as a token.
     *
     * @param ends tried in this order at the next quotation mark
     */
    private record Quoting(String begin, Map<String, FailureKind> ends) {}

    /** Nothing between quotation marks is longer; a token has at most 255 characters, and some are printed url-encoded. */
    private static final int QUOTED = 400;

    private static final Map<String, FailureKind> KNOWN = new LinkedHashMap<>();

    private static final List<Quoting> QUOTED_TEXTS = List.of(
            new Quoting(
                    "thetoken'",
                    Map.of("'isnotvalid", FailureKind.TOKEN_NOT_VALID, "'hasexpired", FailureKind.TOKEN_EXPIRED)),
            new Quoting("theproductinstance'", Map.of("'isnotregistered", FailureKind.NOT_REGISTERED)),
            new Quoting("thecertificate'", Map.of("'hasexpired", FailureKind.ID_CERTIFICATE_EXPIRED)));

    static {
        // Scenario 1
        say(FailureKind.ALREADY_REGISTERED, FailureReason.PRODUCT_ALREADY_REGISTERED, "has already been registered");
        say(FailureKind.ALREADY_REGISTERED_IN_USE, "Existing Product Instance has consumption");
        say(FailureKind.REGISTERED_ON_DEVICE, "\"return-code\":\"alreadyregistered\"");
        // Scenario 2
        say(FailureKind.TRY_AGAIN, "Your request could not be processed right now");
        // Scenario 3
        say(FailureKind.CLOCK_OFFSET, "is offset beyond the allowed tolerance");
        // Scenario 4
        say(FailureKind.TRANSPORT_NOT_AVAILABLE, FailureReason.TRANSPORT_NOT_AVAILABLE);
        // Scenario 5
        say(
                FailureKind.HTTP_SEND_FAILED,
                FailureReason.HTTP_SEND_FAILED,
                "Failed to send out Call Home HTTP message",
                "Communication message send error");
        say(
                FailureKind.UNRESOLVED_HOST,
                "Unable to resolve server hostname",
                "unable to find computer address",
                "Unrecognized host or address");
        say(
                FailureKind.UNREACHABLE,
                "% Destination unreachable",
                "% Connection refused by remote host",
                "% Connection timed out; remote host not responding");
        say(FailureKind.EMPTY_RESPONSE, FailureReason.EMPTY_RESPONSE);
        say(FailureKind.RESPONSE_ERROR, FailureReason.RESPONSE_ERROR);
        say(FailureKind.RESPONSE_MISMATCH, "Response does not match the request");
        say(FailureKind.HTTP_SERVER_ERROR, "HTTP Server Error");
        // Scenario 6: three parts that are one; the second form is a misprint of the field.
        for (String end : List.of("does not match", "does does not match", "do not match")) {
            String last = "Signed data and certificate " + end;
            say(FailureKind.SIGNING_CERTIFICATE_EXPIRED, last);
            for (String mark : List.of(";", ":", ",", ".", "")) {
                say(
                        FailureKind.SIGNING_CERTIFICATE_EXPIRED,
                        FailureReason.MISSING_ID_CERTIFICATE_SERIAL
                                + mark
                                + FailureReason.MISSING_SIGNING_CERTIFICATE_SERIAL
                                + mark
                                + last);
            }
        }
        say(
                FailureKind.MISSING_SERIAL,
                FailureReason.MISSING_ID_CERTIFICATE_SERIAL,
                FailureReason.MISSING_SIGNING_CERTIFICATE_SERIAL);
        say(FailureKind.INVALID_DATA, "LS_INVALID_DATA");
        // Scenario 7
        say(FailureKind.WAITING_FOR_REPLY, FailureReason.WAITING_FOR_REPLY);
        say(FailureKind.CRL_FETCH_FAILED, "CRL fetch for trustpoint");
        say(FailureKind.CERTIFICATE_VALIDATION_FAILED, "certificate validation failed");
        // Scenario 8
        say(FailureKind.OUT_OF_COMPLIANCE, "OUT OF COMPLIANCE", "msgStatus=\"OUT_OF_COMPLIANCE\"");
        say(FailureKind.IN_OVERAGE, "entitlements are in overage");
        say(
                FailureKind.INVALID_TAG,
                "The entitlement tag is invalid",
                "Status: INVALID TAG",
                "msgStatus=\"INVALID_TAG\"");
        // Scenario 9
        say(FailureKind.SIGNATURE_MISMATCH, FailureReason.SIGNATURE_MISMATCH, "Data and signature does not match");

        say(FailureKind.AGENT_NOT_REGISTERED, FailureReason.CLI_NOT_REGISTERED, "\"return-code\":\"notregistered\"");
        say(FailureKind.ID_CERTIFICATE_EXPIRED, "SAEVT_ID_CERT_EXPIRED", "Identity certificate expired");
        say(FailureKind.ID_CERTIFICATE_EXPIRES, "This device's registration will expire in");
        say(FailureKind.AUTHORIZATION_EXPIRED, "Status: AUTHORIZATION EXPIRED", "Authorization period expired");
        say(FailureKind.EVALUATION_EXPIRES, "Evaluation period will expire in");
        say(FailureKind.EVALUATION_EXPIRED, "EVAL EXPIRED", "EVAL EXPIRY", "Evaluation period expired");
        say(FailureKind.EXPORT_NOT_ALLOWED, "Usage of export controlled features is not allowed");
        say(FailureKind.FAILURE_STATUS, "Agent received a failure status in a response message");

        say(FailureKind.CONVERSION_ALREADY_DONE, "have already been converted");
        say(FailureKind.CONVERSION_DISABLED, "Device led conversion is disabled for");
        say(
                FailureKind.CONVERSION_NOT_SUPPORTED,
                "Device led conversion is not supported",
                "License conversion is not supported");
        say(FailureKind.CONVERSION_BELONGS_ELSEWHERE, "belongs to another account");
        say(FailureKind.CONVERSION_UNKNOWN_PRODUCT, "does not belong to the software tag", "The software tag regid");
        say(FailureKind.CONVERSION_NOTHING, "has no licenses to convert", "No license conversion is in progress");
        say(
                FailureKind.CONVERSION_NOT_ELIGIBLE,
                "No smart license is equivalent to",
                "exceeds what the device can hold",
                "is not eligible for conversion");
        say(
                FailureKind.IN_PROGRESS,
                "Registration process is in progress",
                "REGISTRATION IN PROGRESS",
                "Conversion process is in progress",
                "License conversion has already been started",
                "License conversion is already in progress");

        // What reports of a state say
        say(FailureKind.OTHER_REASON, "Failure reason:");
        say(FailureKind.ORDINARY, "Failure reason: <none>");
        say(
                FailureKind.ATTEMPT_FAILED,
                "Initial Registration: FAILED",
                "Renewal Attempt: FAILED",
                "Communication Attempt: FAILED",
                "Last Attempt: FAILED",
                "UNREGISTERED - REGISTRATION FAILED",
                "Conversion status: Failed");
        say(FailureKind.UNREGISTERED, "Status: UNREGISTERED", "EVAL MODE");
        say(FailureKind.REGISTERED, "Status: REGISTERED");
        say(FailureKind.IN_COMPLIANCE, "Status: AUTHORIZED", "licenses in use on this device are authorized");
        say(FailureKind.ORDINARY, "Status: No Licenses in Use");
    }

    private Phrases() {}

    private static void say(FailureKind kind, String... words) {
        for (String text : words) {
            KNOWN.putIfAbsent(text.toLowerCase(Locale.ROOT).replace(" ", ""), kind);
        }
    }

    /** @param found is told where each known text stands */
    static void find(PrintedText text, BiConsumer<Span, FailureKind> found) {
        String squeezed = text.squeezed();
        KNOWN.forEach((words, kind) -> {
            for (int at = squeezed.indexOf(words); at >= 0; at = squeezed.indexOf(words, at + words.length())) {
                found.accept(new Span(at, at + words.length()), kind);
            }
        });
        for (Quoting quoting : QUOTED_TEXTS) {
            find(squeezed, quoting, found);
        }
    }

    private static void find(String squeezed, Quoting quoting, BiConsumer<Span, FailureKind> found) {
        int length = quoting.begin().length();
        for (int at = squeezed.indexOf(quoting.begin()); at >= 0; at = squeezed.indexOf(quoting.begin(), at + length)) {
            int begin = at;
            int mark = squeezed.indexOf("'", at + length, Math.min(squeezed.length(), at + length + QUOTED));
            quoting.ends().forEach((end, kind) -> {
                if (mark >= 0 && squeezed.startsWith(end, mark)) {
                    found.accept(new Span(begin, mark + end.length()), kind);
                }
            });
        }
    }
}
