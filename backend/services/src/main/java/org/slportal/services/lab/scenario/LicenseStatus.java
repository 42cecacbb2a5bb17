package org.slportal.services.lab.scenario;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code show license status}, as a script reads it. */
record LicenseStatus(String text) {

    private static final Pattern REGISTRATION = Pattern.compile("\\nRegistration:\\s+Status: ([^\\n]+)");
    private static final Pattern AUTHORIZATION = Pattern.compile("\\nLicense Authorization:\\s+Status: ([^\\n]+)");
    private static final Pattern SUCCEEDED =
            Pattern.compile("(?:Initial Registration|Last Communication Attempt|Last Renewal Attempt): SUCCEEDED on "
                    + "([A-Z][a-z]{2} \\d{2} \\d{2}:\\d{2}:\\d{2} \\d{4}) UTC");
    private static final Pattern LAST = Pattern.compile("Last Communication Attempt: ([A-Z]+)");
    private static final Pattern REASON = Pattern.compile("Failure [Rr]eason: ([^\\n]+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM dd HH:mm:ss yyyy", Locale.ENGLISH);

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

    /** When the portal last said yes to anything, by the switch's clock. */
    Optional<Instant> lastSuccess() {
        Matcher matcher = SUCCEEDED.matcher(text);
        Instant last = null;
        while (matcher.find()) {
            Instant at = LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC);
            last = last == null || at.isAfter(last) ? at : last;
        }
        return Optional.ofNullable(last);
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
