package org.slportal.domain.failure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slportal.domain.token.TokenText;

/** Reads what a statement names: devices, addresses, times, certificates. */
final class Facts {

    /** Of one fact, so that a log of a thousand switches stays readable. */
    private static final int MOST = 10;

    private static final String SERIAL_NUMBER = "([A-Za-z0-9][A-Za-z0-9._-]{0,31}+)";
    private static final String PID = "([A-Za-z0-9][A-Za-z0-9+/._=-]{0,63}+)";

    // Every repetition is bounded and possessive: a text takes as long as it is long.
    private static final Pattern CLI_UDI =
            insensitive("PID {0,3}+: {0,3}+" + PID + " {0,3}+[,;] {0,3}+(?:UDI_)?SN {0,3}+: {0,3}+" + SERIAL_NUMBER);
    private static final Pattern SUDI = insensitive(
            "udiSerialNumber {0,3}+: {0,3}+" + SERIAL_NUMBER + " {0,3}+, {0,3}+udiPid {0,3}+: {0,3}+" + PID);

    private static final Map<FailureFact, Pattern> PATTERNS = new EnumMap<>(Map.ofEntries(
            Map.entry(FailureFact.SOFTWARE_ID, insensitive("The product (regid\\.[A-Za-z0-9.,_-]{1,200}+)")),
            Map.entry(FailureFact.PRODUCT_INSTANCE, insensitive("product instance ['‘]([^'’]{1,64}+)['’]")),
            Map.entry(
                    FailureFact.TAG,
                    insensitive("(?:tag is invalid ?: ?|entitlementTag=\")(regid\\.[A-Za-z0-9.,_-]{1,200}+)")),
            Map.entry(FailureFact.URL, insensitive("\\b(https?://[^\\s\"'<>()]{1,300}+)")),
            Map.entry(
                    FailureFact.TRANSPORT_ERROR,
                    insensitive("(?<![A-Za-z] )\\bERR(?:OR)? {0,2}+([0-9]{3} {0,2}+: {0,2}+[A-Za-z][A-Za-z ]{0,60}+)")),
            Map.entry(
                    FailureFact.HTTP_STATUS,
                    insensitive("HTTP Server Error {1,3}+([0-9]{3}(?: {0,2}+: {0,2}+[A-Za-z][A-Za-z ]{0,40}+)?)")),
            Map.entry(
                    FailureFact.CERTIFICATE, insensitive("certificate (?:\\(SN ?: ?|['‘])([0-9A-Fa-f:]{1,100}+)[)'’]")),
            Map.entry(FailureFact.VALID_FROM, insensitive("Validity period starts on ([0-9A-Za-z:.+-]{1,40}+)")),
            Map.entry(FailureFact.VALID_UNTIL, insensitive("Validity period ended on ([0-9A-Za-z:.+-]{1,40}+)")),
            Map.entry(FailureFact.TRUSTPOINT, insensitive("trustpoint ([A-Za-z0-9._-]{1,64}+)")),
            Map.entry(FailureFact.TIME_LEFT, insensitive("will expire in ([0-9][A-Za-z0-9, ]{0,60}+)"))));

    private static final Pattern DEVICE_TIME = insensitive("device date ['‘]?([0-9]{1,15}+)");
    private static final Pattern TOKEN = insensitive("the token ['‘]([^'’]{1,400}+)['’]");
    private static final Pattern FIELD =
            Pattern.compile("\\{\"?([a-z_]{1,40}+)\"? {0,2}+: {0,2}+\\[\"?([^\\]]{1,300}+)");
    private static final Pattern MNEMONIC = Pattern.compile("%([A-Z0-9_]{1,40}+(?:-[A-Z0-9_]{1,60}+){2,4}+):");
    /** What stands behind the words that introduce a reason. */
    private static final Pattern REASON = insensitive(
            "(?:failure reason ?:|(?<!_)failed ?:|\\(CSSM\\) ?:|satellite ?:|error=\"|message ?:) {0,3}+([^\"]{1,300}+)");

    private final Map<FailureFact, Set<String>> found = new EnumMap<>(FailureFact.class);

    private static Pattern insensitive(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** @param statement on one line */
    void read(FailureKind kind, String statement) {
        devices(statement);
        if (kind.verdict() == Verdict.WELL) {
            return;
        }
        Matcher time = DEVICE_TIME.matcher(statement);
        while (time.find()) {
            add(
                    FailureFact.DEVICE_TIME,
                    Instant.ofEpochMilli(Long.parseLong(time.group(1))).toString());
        }
        Matcher token = TOKEN.matcher(statement);
        while (token.find()) {
            add(FailureFact.TOKEN, TokenText.abbreviate(token.group(1)));
        }
        PATTERNS.forEach((fact, pattern) -> {
            Matcher matcher = pattern.matcher(statement);
            while (matcher.find()) {
                add(fact, matcher.group(1));
            }
        });
        words(kind, statement);
    }

    private void devices(String text) {
        Matcher cli = CLI_UDI.matcher(text);
        while (cli.find()) {
            add(FailureFact.PID, cli.group(1));
            add(FailureFact.SERIAL_NUMBER, cli.group(2));
        }
        Matcher sudi = SUDI.matcher(text);
        while (sudi.find()) {
            add(FailureFact.SERIAL_NUMBER, sudi.group(1));
            add(FailureFact.PID, sudi.group(2));
        }
    }

    /** Of what is known in general only, the device's own words. */
    private void words(FailureKind kind, String statement) {
        if (kind.breadth() != Breadth.MESSAGE) {
            return;
        }
        Matcher field = FIELD.matcher(statement);
        if (kind == FailureKind.FIELD_REFUSED && field.find()) {
            add(FailureFact.FIELD, field.group(1));
            add(FailureFact.REASON, field.group(2).replace("\"", ""));
            return;
        }
        Matcher mnemonic = MNEMONIC.matcher(statement);
        if (kind == FailureKind.OTHER_MESSAGE && mnemonic.find()) {
            add(FailureFact.MNEMONIC, mnemonic.group(1));
            return;
        }
        Matcher reason = REASON.matcher(statement);
        if (reason.find()) {
            int udi = reason.group(1).indexOf(" for udi ");
            add(FailureFact.REASON, udi < 0 ? reason.group(1) : reason.group(1).substring(0, udi));
        }
    }

    private void add(FailureFact fact, String value) {
        String clean = value.strip();
        // The full stop of a sentence; an abbreviated token ends with three.
        while (fact != FailureFact.TOKEN && (clean.endsWith(".") || clean.endsWith(",") || clean.endsWith(";"))) {
            clean = clean.substring(0, clean.length() - 1).strip();
        }
        Set<String> values = found.computeIfAbsent(fact, any -> new LinkedHashSet<>());
        if (values.size() < MOST && !clean.isEmpty()) {
            values.add(clean);
        }
    }

    Map<FailureFact, List<String>> all() {
        Map<FailureFact, List<String>> all = new EnumMap<>(FailureFact.class);
        found.forEach((fact, values) -> {
            if (!values.isEmpty()) {
                all.put(fact, List.copyOf(values));
            }
        });
        return all;
    }

    /** Of every device a whole text names, the first few. */
    static List<String> serialNumbers(String text) {
        Facts facts = new Facts();
        facts.devices(text);
        return new ArrayList<>(facts.all().getOrDefault(FailureFact.SERIAL_NUMBER, List.of()));
    }
}
