package org.slportal.services.lab.scenario;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code show license status}, as a script reads it. */
record LicenseStatus(String text) {

    private static final Pattern REGISTRATION = Pattern.compile("\\nRegistration:\\s+Status: ([^\\n]+)");
    private static final Pattern AUTHORIZATION = Pattern.compile("\\nLicense Authorization:\\s+Status: ([^\\n]+)");
    private static final Pattern LAST = Pattern.compile("Last Communication Attempt: ([A-Z]+)");
    private static final Pattern REASON = Pattern.compile("Failure [Rr]eason: ([^\\n]+)");

    /** Such as {@code REGISTERED}. */
    String registration() {
        return first(REGISTRATION).orElse("");
    }

    /** Such as {@code AUTHORIZED on Mar 13 08:09:28 2024 UTC}. */
    String authorization() {
        return first(AUTHORIZATION).orElse("");
    }

    boolean isRegistered() {
        return registration().equals("REGISTERED");
    }

    boolean isAuthorized() {
        return authorization().startsWith("AUTHORIZED");
    }

    /** Whether the last word from the portal was a yes; a switch that uses no licence asks for none. */
    boolean lastAttemptSucceeded() {
        return first(LAST).map("SUCCEEDED"::equals).orElse(true);
    }

    /** The first failure reason that is shown. */
    Optional<String> failureReason() {
        return first(REASON);
    }

    private Optional<String> first(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }
}
