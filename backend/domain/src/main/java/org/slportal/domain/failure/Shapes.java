package org.slportal.domain.failure;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that are known by their shape: numbered errors, field errors and the licensing software's own events. */
final class Shapes {

    // Every repetition has a bound and a clear end, so that no text takes longer than its length.
    private static final Pattern TRANSPORT_ERROR = Pattern.compile("err(?:or)?([0-9]{3}):");
    /** The event log drops quotation marks. */
    private static final Pattern FIELD_ERROR = Pattern.compile("\\{\"?[a-z_]{1,40}+\"?:\\[[\"a-z]");

    private static final Pattern EVENT = Pattern.compile("saevt_([a-z_]{1,60}+)(?:=\"([a-z_]{1,40}+)\")?");
    private static final String STATUS = "msgstatus";

    private static final Map<String, FailureKind> TRANSPORT_ERRORS =
            Map.of("205", FailureKind.REQUEST_ABORTED, "207", FailureKind.CONNECTION_TIMED_OUT);

    private static final Map<String, FailureKind> FAILED_EVENTS = Map.of(
            "register_response", FailureKind.REGISTRATION_FAILED,
            "entitlement_response", FailureKind.AUTHORIZATION_FAILED,
            "id_cert_renew", FailureKind.ID_CERTIFICATE_RENEWAL_FAILED,
            "deregister_status", FailureKind.DEREGISTRATION_FAILED,
            "conversion_response", FailureKind.CONVERSION_FAILED);

    private static final Map<String, FailureKind> DONE_EVENTS = Map.of(
            "register_response", FailureKind.REGISTERED,
            "entitlement_response", FailureKind.IN_COMPLIANCE,
            "id_cert_renew", FailureKind.ID_CERTIFICATE_RENEWED,
            "deregister_status", FailureKind.DEREGISTERED);

    private Shapes() {}

    /** @param found is told where each stands */
    static void find(PrintedText text, BiConsumer<Span, FailureKind> found) {
        Matcher errors = TRANSPORT_ERROR.matcher(text.squeezed());
        while (errors.find()) {
            // Not the end of another word, such as "Server Error 502:".
            if (text.beginsWord(errors.start())) {
                FailureKind kind = TRANSPORT_ERRORS.getOrDefault(errors.group(1), FailureKind.TRANSPORT_ERROR);
                if (!text.squeezed().startsWith("server", Math.max(0, errors.start() - "server".length()))) {
                    found.accept(new Span(errors.start(), errors.end()), kind);
                }
            }
        }
        Matcher fields = FIELD_ERROR.matcher(text.squeezed());
        while (fields.find()) {
            found.accept(new Span(fields.start(), fields.end()), FailureKind.FIELD_REFUSED);
        }
        Matcher events = EVENT.matcher(text.squeezed());
        while (events.find()) {
            found.accept(new Span(events.start(), events.start() + "saevt_".length()), event(events));
        }
    }

    private static FailureKind event(Matcher event) {
        String name = event.group(1);
        String status = event.group(2);
        if (status == null || !name.endsWith(STATUS)) {
            return FailureKind.ORDINARY;
        }
        String what = name.substring(0, name.length() - STATUS.length());
        return switch (status) {
            case "failed" -> FAILED_EVENTS.getOrDefault(what, FailureKind.ORDINARY);
            case "ok", "authorized" -> DONE_EVENTS.getOrDefault(what, FailureKind.ORDINARY);
            default -> FailureKind.ORDINARY;
        };
    }
}
