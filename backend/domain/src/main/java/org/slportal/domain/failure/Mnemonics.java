package org.slportal.domain.failure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Log messages that are known by their name: {@code %FACILITY-SEVERITY-MNEMONIC:}. */
final class Mnemonics {

    /** Whose messages concern licensing; of others nothing is said. */
    private static final Set<String> FACILITIES = Set.of("smart_lic", "call_home", "pki");
    /** Of messages nobody knows, those that may be a failure: emergencies (0) to warnings (4). */
    private static final char WARNING = '4';

    private static final int LONGEST = 100;

    private static final Map<String, FailureKind> KNOWN = new HashMap<>();

    static {
        name(FailureKind.REGISTRATION_FAILED, "AGENT_REG_FAILED");
        name(FailureKind.AUTHORIZATION_FAILED, "AUTH_RENEW_FAILED");
        name(FailureKind.ID_CERTIFICATE_RENEWAL_FAILED, "ID_CERT_RENEW_FAILED");
        name(FailureKind.DEREGISTRATION_FAILED, "AGENT_DEREG_FAILED");
        name(FailureKind.COMMUNICATION_FAILED, "COMM_FAILED");
        name(FailureKind.CONVERSION_FAILED, "CONVERSION_FAILED");
        name(FailureKind.CONVERSION_ALREADY_DONE, "ALREADY_CONVERTED");
        name(FailureKind.MESSAGE_NOT_SENT, "SL_MESSAGE_FAILED");
        name(FailureKind.CALL_HOME_NOT_ENABLED, "CALL_HOME_FAILED_TO_ENABLE");
        name(FailureKind.CERTIFICATE_NOT_YET_VALID, "CERTIFICATE_INVALID_NOT_YET_VALID");
        name(FailureKind.CERTIFICATE_EXPIRED, "CERTIFICATE_INVALID_EXPIRED");
        name(FailureKind.CERTIFICATE_REVOKED, "CERTIFICATE_REVOKED");
        name(FailureKind.CERTIFICATE_VALIDATION_FAILED, "CERTIFICATE_VALIDATION");
        name(FailureKind.CRL_FETCH_FAILED, "CRL_FETCH_FAIL");
        name(FailureKind.CLOCK_NOT_TRUSTED, "NON_AUTHORITATIVE_CLOCK");
        name(FailureKind.CLOCK_LEFT_REGISTRATION, "REG_EXPIRED_CLOCK_CHANGE");
        name(FailureKind.OUT_OF_COMPLIANCE, "OUT_OF_COMPLIANCE");
        name(FailureKind.IN_OVERAGE, "IN_OVERAGE");
        name(FailureKind.INVALID_TAG, "INVALID_TAG");
        name(FailureKind.ID_CERTIFICATE_EXPIRED, "ID_CERT_EXPIRED");
        name(FailureKind.ID_CERTIFICATE_EXPIRES, "ID_CERT_EXPIRED_WARNING");
        name(FailureKind.AUTHORIZATION_EXPIRED, "AUTHORIZATION_EXPIRED");
        name(FailureKind.EVALUATION_EXPIRES, "EVAL_WILL_EXPIRE_WARNING");
        name(FailureKind.EVALUATION_EXPIRED, "EVAL_EXPIRED", "EVAL_EXPIRED_WARNING");
        name(FailureKind.CONFIG_NOT_SAVED, "CONFIG_NOT_SAVED");
        name(FailureKind.KEYS_NOT_SAVED, "NOCONFIGAUTOSAVE");
        name(FailureKind.STANDBY_OUT_OF_SYNC, "HOT_STANDBY_OUT_OF_SYNC");
        name(FailureKind.SERVER_TOO_OLD, "REPORTING_NOT_SUPPORTED");
        name(FailureKind.IN_COMPLIANCE, "IN_COMPLIANCE");
        name(FailureKind.REGISTERED, "AGENT_REG_SUCCESS");
        name(FailureKind.AUTHORIZATION_RENEWED, "AUTH_RENEW_SUCCESS");
        name(FailureKind.COMMUNICATION_RESTORED, "COMM_RESTORED");
        name(FailureKind.ID_CERTIFICATE_RENEWED, "ID_CERT_RENEW_SUCCESS");
        name(FailureKind.DEREGISTERED, "AGENT_DEREG_SUCCESS");
        name(FailureKind.CONVERTED, "CONVERSION_SUCCESS");
        name(FailureKind.IN_PROGRESS, "SCH_REGISTRATION_IN_PROGRESS", "CONVERSION_STARTED");
        name(
                FailureKind.ORDINARY,
                "AGENT_READY",
                "AGENT_ENABLED",
                "EVAL_START",
                "HA_ROLE_CHANGED",
                "EXPORT_CONTROLLED",
                "SYSTEM_CLOCK_CHANGED",
                "DAILY_JOB_TIMER_RESET",
                "CALL_HOME_ENABLED",
                "CONVERSION_STOPPED",
                "KEY_ADDITION",
                "SWITCHOVER");
    }

    private Mnemonics() {}

    private static void name(FailureKind kind, String... mnemonics) {
        for (String mnemonic : mnemonics) {
            KNOWN.put(mnemonic.toLowerCase(Locale.ROOT), kind);
        }
    }

    /** @param found is told where each message's name stands */
    static void find(PrintedText text, BiConsumer<Span, FailureKind> found) {
        String squeezed = text.squeezed();
        for (int at = squeezed.indexOf('%'); at >= 0; at = squeezed.indexOf('%', at + 1)) {
            int end = at + 1;
            while (end < squeezed.length() && end - at < LONGEST && isName(squeezed.charAt(end))) {
                end++;
            }
            if (end < squeezed.length() && squeezed.charAt(end) == ':') {
                FailureKind kind = kind(squeezed.substring(at + 1, end).split("-"));
                if (kind != null) {
                    found.accept(new Span(at, end), kind);
                }
            }
        }
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    /** @param parts facility, perhaps the switch it runs on, severity, mnemonic */
    private static @Nullable FailureKind kind(String[] parts) {
        if (parts.length < 3 || parts[parts.length - 2].length() != 1) {
            return null;
        }
        FailureKind known = KNOWN.get(parts[parts.length - 1]);
        if (known != null) {
            return known;
        }
        boolean severe = parts[parts.length - 2].charAt(0) <= WARNING;
        if (!FACILITIES.contains(parts[0])) {
            return null;
        }
        return severe ? FailureKind.OTHER_MESSAGE : FailureKind.ORDINARY;
    }
}
