package org.slportal.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.Situation;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.DecodedFailure;
import org.slportal.domain.failure.FailureDecoder;
import org.slportal.domain.failure.FailureKind;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.failure.FailureTexts;
import org.slportal.domain.failure.RemedyStep;
import org.slportal.domain.failure.Verdict;

/** Nothing the switch prints about licensing is unknown to the decoder, and the switch knows every command the decoder advises. */
class DecodedOutputTest {

    private static final Path SOURCES = Path.of("src/main/java/org/slportal/agent");

    private static final Udi DEVICE = new Udi("C9300-24P", "FCW2145L0AB");
    private static final Pattern MESSAGE = Pattern.compile(
            "new SyslogMessage\\(\\s*\"([A-Z_]+)\",\\s*([0-7]),\\s*\"([A-Z_0-9]+)\"|say\\(\\s*()([0-7]),\\s*\"([A-Z_0-9]+)\"");
    private static final Pattern REASON = Pattern.compile(
            "new (?:ExchangeException\\(Kind\\.[A-Z]+,|TransportFault\\()\\s*\"([^\"]+)\"|\"(HTTP Server Error) \" \\+|CertificateRefusedException\\(\\s*Kind\\.[A-Z_]+,\\s*\"([^\"]+)\"");
    private static final Pattern ERROR = Pattern.compile("\"(ERR [0-9]{3} : [^\"]+)\"");

    @Test
    void everything_the_licensing_software_logs_is_known() throws ReflectiveOperationException {
        List<SyslogMessage> said = new ArrayList<>();
        LicensingLog log = new LicensingLog(said::add, DEVICE);
        for (Method method : LicensingLog.class.getDeclaredMethods()) {
            if (!Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic()) {
                method.invoke(
                        log,
                        Stream.of(method.getParameterTypes())
                                .map(DecodedOutputTest::sample)
                                .toArray());
            }
        }

        assertThat(said).hasSizeGreaterThan(25);
        said.forEach(message -> assertKnown(message.toString()));
    }

    @Test
    void every_message_in_the_sources_is_known_by_its_name() throws IOException {
        Set<String> messages = new TreeSet<>();
        for (Matcher found : everywhere(MESSAGE)) {
            messages.add(
                    found.group(1) != null
                            ? "%" + found.group(1) + "-" + found.group(2) + "-" + found.group(3) + ": …"
                            : "%SMART_LIC-" + found.group(5) + "-" + found.group(6) + ": …");
        }
        for (CertificateRefusedException.Kind kind : CertificateRefusedException.Kind.values()) {
            SyslogMessage.pki(new CertificateRefusedException(kind, "…"))
                    .map(SyslogMessage::toString)
                    .ifPresent(messages::add);
        }

        assertThat(messages)
                .hasSizeGreaterThan(35)
                .anyMatch(line -> line.contains("SL_MESSAGE_FAILED") || line.contains("CRL_FETCH_FAIL"));
        messages.stream().filter(line -> !line.startsWith("%SYS-")).forEach(DecodedOutputTest::assertKnown);
        assertKnown("%CALL_HOME-5-SL_MESSAGE_FAILED: …");
        assertKnown("%CALL_HOME-3-CALL_HOME_FAILED_TO_ENABLE: …");
    }

    @Test
    void every_reason_is_known_wherever_it_is_printed() throws IOException, IllegalAccessException {
        Set<String> reasons = new TreeSet<>();
        for (Field field : FailureReason.class.getFields()) {
            reasons.add((String) field.get(null));
        }
        reasons.add(FailureReason.timestampOffset(Instant.EPOCH));
        reasons.add(FailureReason.tokenNotValid("N2EyYjFj..."));
        reasons.add(FailureReason.tokenExpired("N2EyYjFj..."));
        reasons.add(FailureReason.notRegistered("0a1b"));
        reasons.add(FailureReason.idCertificateExpired("3C"));
        for (DlcRefusal refusal : DlcRefusal.values()) {
            reasons.add(refusal.reason(
                    refusal == DlcRefusal.UNKNOWN_SOFTWARE_TAG ? "regid.2017-05.com.cisco.X,v1_0" : DEVICE.asCli()));
        }
        for (Matcher found : everywhere(REASON)) {
            reasons.add(Stream.of(found.group(1), found.group(2), found.group(3))
                    .flatMap(Stream::ofNullable)
                    .findFirst()
                    .orElseThrow());
        }
        for (Matcher found : everywhere(ERROR)) {
            reasons.add(found.group(1));
        }

        assertThat(reasons)
                .hasSizeGreaterThan(30)
                .contains("Response does not match the request", "HTTP Server Error", "ERR 207 : Connection time out");
        for (String reason : reasons) {
            if (reason.startsWith("Certificate chain validation has failed")) {
                continue; // only as the text of a %PKI message, whose name says more
            }
            assertFailure(reason);
            assertFailure("    Failure reason: " + reason);
            assertFailure("%SMART_LIC-3-AGENT_REG_FAILED: Smart Agent for Licensing Registration failed: " + reason);
            assertFailure("%SMART_LIC-3-COMM_FAILED: Communications failure with the portal (CSSM) : " + reason);
            assertFailure("2024-03-13 08:09:24.000 UTC SAEVT_REGISTER_RESPONSE msgStatus=\"FAILED\" error=\""
                    + reason.replace("\"", "") + "\"");
            assertFailure("CALL-HOME-ERROR: call_home_sl_msg_response: " + reason);
        }
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void the_reports_of_every_situation_are_known(Situation situation) throws IOException {
        try (InputStream in = DecodedOutputTest.class.getResourceAsStream("/golden/" + situation.fileName())) {
            assertThat(in).isNotNull();
            var decoded = FailureDecoder.decode(new String(in.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(decoded.findings()).allMatch(found -> found.kind().verdict() != Verdict.UNKNOWN, "is known");
            assertThat(decoded.serialNumbers()).isNotEmpty();
        }
    }

    @Test
    void the_switch_takes_every_command_that_is_advised() {
        FailureTexts texts = FailureTexts.in(Locale.ENGLISH);
        Set<String> commands = new TreeSet<>();
        for (FailureKind kind : FailureKind.values()) {
            texts.remedy(kind).stream()
                    .flatMap(step -> step.parts().stream())
                    .filter(RemedyStep.Part::command)
                    .map(RemedyStep.Part::text)
                    .forEach(commands::add);
        }
        assertThat(commands).hasSizeGreaterThan(30);
        Set<String> refused = new TreeSet<>();
        for (String command : commands) {
            String typed = command.replace("HH:MM:SS DAY MONTH YEAR", "08:00:00 13 Mar 2024")
                    .replace("ADDRESS", "192.0.2.7")
                    .replace("HOST", "127.0.0.1")
                    .replace("INTERFACE", "GigabitEthernet0/0");
            Bench bench = Bench.advantage();
            boolean taken = Stream.of(
                            bench.cli(typed),
                            bench.configure(typed),
                            bench.configure("call-home", typed),
                            bench.configure("call-home", "profile CiscoTAC-1", typed),
                            bench.configure("crypto pki trustpoint SLA-TrustPoint", typed),
                            bench.configure("vrf definition VRF", "exit", typed),
                            bench.configure("crypto pki trustpoint NAME", typed, "quit"))
                    .anyMatch(answer -> !answer.contains("% Invalid input")
                            && !answer.contains("% Incomplete")
                            && !answer.contains("% Ambiguous")
                            && !answer.contains("% Unknown"));
            if (!taken) {
                refused.add(typed);
            }
        }
        assertThat(refused).isEmpty();
    }

    private static void assertKnown(String line) {
        List<DecodedFailure> found =
                FailureDecoder.decode("*Mar 13 08:09:24.000: " + line).findings();
        assertThat(found).as(line).allMatch(each -> each.kind().verdict() != Verdict.UNKNOWN, "is known");
        if (line.contains("FAILED") && !line.contains("-6-")) {
            assertThat(found).as(line).allMatch(each -> each.kind().verdict() == Verdict.FAILURE, "is a failure");
        }
    }

    private static void assertFailure(String line) {
        assertThat(FailureDecoder.decode(line).findings())
                .as(line)
                .isNotEmpty()
                .allMatch(
                        found -> Set.of(Verdict.FAILURE, Verdict.WARNING)
                                .contains(found.kind().verdict()),
                        "is a failure with a known reason")
                .noneMatch(found -> Set.of(FailureKind.REGISTRATION_FAILED, FailureKind.COMMUNICATION_FAILED)
                        .contains(found.kind()));
    }

    private static Object sample(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == Duration.class) {
            return Duration.ofDays(7);
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        return type == Udi.class ? DEVICE : "Something new";
    }

    private static List<Matcher> everywhere(Pattern pattern) throws IOException {
        List<Matcher> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    Matcher one = pattern.matcher(matcher.group());
                    if (one.find()) {
                        all.add(one);
                    }
                }
            }
        }
        return all;
    }
}
