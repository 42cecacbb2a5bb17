package org.slportal.ui.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.failure.FailureFact;
import org.slportal.domain.failure.Screen;
import org.slportal.domain.failure.Verdict;
import org.slportal.domain.fulfilment.FulfilmentRefusal;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;
import org.slportal.domain.token.TokenState;
import org.slportal.services.access.ActorKind;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.Severity;
import org.slportal.services.catalogue.CatalogueColumn;
import org.slportal.services.catalogue.CataloguePart;
import org.slportal.services.conversion.job.JobLineState;
import org.slportal.services.conversion.job.JobOrigin;
import org.slportal.services.conversion.job.JobState;
import org.slportal.services.conversion.job.LineProblem;
import org.slportal.services.conversion.settings.DlcMode;
import org.slportal.services.dlc.DlcState;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.Outcome;
import org.slportal.services.inventory.Billing;
import org.slportal.services.user.Theme;

class MessagesTest {

    private static final Pattern INDEX = Pattern.compile("\\{([0-9]+)");
    private static final Pattern NAMED = Pattern.compile("\\{([a-zA-Z]+)\\}");
    private static final Pattern KEY_IN_CODE = Pattern.compile("\"([a-z][a-zA-Z-]*(?:\\.[a-zA-Z-]+)+)\"");

    private final Properties english = load("/messages.properties");
    private final Properties korean = load("/messages_ko.properties");

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(english.stringPropertyNames()).hasSizeGreaterThan(400);
        assertThat(korean.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    }

    @Test
    void both_languages_name_the_same_values() {
        for (String key : english.stringPropertyNames()) {
            Pattern placeholder = isSentence(key) ? NAMED : INDEX;
            assertThat(placeholders(placeholder, korean.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(placeholder, english.getProperty(key)));
        }
    }

    @Test
    void every_pattern_can_be_formatted_and_has_no_lone_apostrophe() {
        Object[] arguments = {2L, 2L, 2L};
        for (Properties language : List.of(english, korean)) {
            for (String key : language.stringPropertyNames()) {
                String pattern = language.getProperty(key);
                assertThat(pattern).as(key).isNotBlank();
                if (!isSentence(key)) {
                    assertThat(pattern.replace("''", "")).as(key).doesNotContain("'");
                    assertThatCode(() -> new MessageFormat(pattern, Locale.ENGLISH).format(arguments))
                            .as(key)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    @Test
    void everything_the_screens_show_by_name_has_a_text() {
        List<String> wanted = new ArrayList<>();
        names(wanted, "event.", "", EventCode.values());
        names(wanted, "event.kind.", "", EventCode.values());
        names(wanted, "alert.", ".label", AlertCode.values());
        names(wanted, "alert.", ".message", AlertCode.values());
        names(wanted, "severity.", "", Severity.values());
        names(wanted, "ineligible.", "", Ineligibility.values());
        names(wanted, "dlc.refusal.", "", DlcRefusal.values());
        names(wanted, "dlc.state.", "", DlcState.values());
        names(wanted, "fulfilment.", "", FulfilmentRefusal.values());
        names(wanted, "ineligible.", "", LineProblem.values());
        names(wanted, "job.state.", "", JobState.values());
        names(wanted, "job.line.", "", JobLineState.values());
        names(wanted, "job.origin.", "", JobOrigin.values());
        names(wanted, "settings.dlc.", "", DlcMode.values());
        names(wanted, "role.", "", Role.values());
        names(wanted, "role.", ".can", Role.values());
        names(wanted, "error.", "", ErrorReason.values());
        names(wanted, "pak.", "", PakStatus.values());
        names(wanted, "status.", "", AuthorizationStatus.values());
        names(wanted, "term.", "", LicenseTerm.values());
        names(wanted, "source.", "", TransactionSource.values());
        names(wanted, "token.state.", "", TokenState.values());
        names(wanted, "billing.", "", Billing.values());
        names(wanted, "outcome.", "", Outcome.values());
        names(wanted, "actor.", "", ActorKind.values());
        names(wanted, "theme.", "", Theme.values());
        names(wanted, "catalogue.part.", "", CataloguePart.values());
        names(wanted, "catalogue.column.", "", CatalogueColumn.values());
        names(wanted, "decode.verdict.", "", Verdict.values());
        Arrays.stream(Screen.values())
                .filter(screen -> screen != Screen.NONE)
                .forEach(screen -> wanted.add("decode.screen." + screen.name()));
        names(wanted, "decode.fact.", "", FailureFact.values());
        assertThat(english.stringPropertyNames()).containsAll(wanted);
    }

    @Test
    void every_key_in_the_code_has_a_text() throws IOException {
        Set<String> missing = new TreeSet<>();
        int files = 0;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/slportal/ui"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                files++;
                Matcher keys = KEY_IN_CODE.matcher(Files.readString(source));
                while (keys.find()) {
                    String key = keys.group(1);
                    boolean isFile = key.endsWith(".css")
                            || key.endsWith(".svg")
                            || key.endsWith(".csv")
                            || key.startsWith("org.");
                    if (!isFile && !english.containsKey(key)) {
                        missing.add(key + " in " + source.getFileName());
                    }
                }
            }
        }
        assertThat(files).isGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    @Test
    void english_is_the_base_whatever_the_servers_own_language() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.KOREAN);
            assertThat(new PortalI18n().getTranslation("tab.alerts", Locale.ENGLISH))
                    .isEqualTo("Alerts");
            assertThat(new PortalI18n().getTranslation("tab.alerts", Locale.KOREAN))
                    .isEqualTo("경고");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void counts_are_worded_by_their_number() {
        PortalI18n texts = new PortalI18n();
        assertThat(texts.getTranslation("instances.remove.button", Locale.ENGLISH, "acc-krk-07", 4))
                .isEqualTo("Remove acc-krk-07 and release 4 licences");
        assertThat(texts.getTranslation("instances.remove.button", Locale.ENGLISH, "acc-krk-07", 1))
                .isEqualTo("Remove acc-krk-07 and release 1 licence");
        assertThat(texts.getTranslation("instances.remove.button", Locale.ENGLISH, "acc-krk-07", 0))
                .isEqualTo("Remove acc-krk-07");
        assertThat(texts.getTranslation("instances.remove.button", Locale.KOREAN, "acc-krk-07", 4))
                .isEqualTo("acc-krk-07 제거 및 라이선스 4개 반환");
        assertThat(texts.getTranslation("grid.count", Locale.ENGLISH, 0L, "0")).isEqualTo("Nothing found");
        assertThat(texts.getTranslation("grid.count", Locale.ENGLISH, 1200L, "1,200"))
                .isEqualTo("1,200 entries");
    }

    @Test
    void a_value_an_event_does_not_carry_leaves_a_dash() {
        assertThat(Sentences.fill("{device} uses {license}", java.util.Map.of("device", "sw$1")))
                .isEqualTo("sw$1 uses —");
    }

    /** Events and alerts name their values; everything else numbers them. */
    private static boolean isSentence(String key) {
        return key.matches("event\\.[A-Z_]+") || key.matches("alert\\.[A-Z0-9_]+\\.message");
    }

    private static Set<String> placeholders(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static void names(List<String> wanted, String prefix, String suffix, Enum<?>[] values) {
        Arrays.stream(values).forEach(value -> wanted.add(prefix + value.name() + suffix));
    }

    private static Properties load(String resource) {
        Properties properties = new Properties();
        try (InputStream in = MessagesTest.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
