package org.slportal.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class FailureTextsTest {

    private static final String BUNDLE = "org.slportal.domain.failure.failures";

    @Test
    void both_languages_have_the_same_texts() {
        List<String> english = keys(Locale.ENGLISH);

        assertThat(english).hasSizeGreaterThan(200);
        assertThat(keys(Locale.KOREAN)).containsExactlyInAnyOrderElementsOf(english);
    }

    @Test
    void every_kind_is_explained_and_every_failure_has_a_remedy() {
        for (Locale language : List.of(Locale.ENGLISH, Locale.KOREAN)) {
            FailureTexts texts = FailureTexts.in(language);
            for (FailureKind kind : FailureKind.values()) {
                assertThat(texts.title(kind)).as(kind.name()).isNotBlank().doesNotContain("`");
                assertThat(texts.cause(kind)).as(kind.name()).isNotBlank().doesNotContain("`");
                assertThat(texts.remedy(kind).isEmpty()).as(kind.name()).isEqualTo(kind.verdict() == Verdict.WELL);
            }
        }
    }

    @Test
    void both_languages_give_the_same_commands() {
        FailureTexts english = FailureTexts.in(Locale.ENGLISH);
        FailureTexts korean = FailureTexts.in(Locale.KOREAN);
        for (FailureKind kind : FailureKind.values()) {
            assertThat(commands(korean, kind)).as(kind.name()).isEqualTo(commands(english, kind));
        }
    }

    @Test
    void a_language_without_texts_reads_english_whatever_the_servers_own() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.KOREAN);
            assertThat(FailureTexts.in(Locale.JAPANESE).title(FailureKind.TOKEN_EXPIRED))
                    .isEqualTo("The token has expired");
            assertThat(FailureTexts.in(Locale.KOREA).title(FailureKind.TOKEN_EXPIRED))
                    .isEqualTo("토큰이 만료되었습니다");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void commands_stand_apart_in_a_step() {
        RemedyStep step = RemedyStep.of("Save: `write memory`, then `reload`.");

        assertThat(step.parts())
                .containsExactly(
                        new RemedyStep.Part("Save: ", false),
                        new RemedyStep.Part("write memory", true),
                        new RemedyStep.Part(", then ", false),
                        new RemedyStep.Part("reload", true),
                        new RemedyStep.Part(".", false));
        assertThat(step.plain()).isEqualTo("Save: write memory, then reload.");
    }

    /** Its own keys: one that is missing would be found in the base. */
    private static List<String> keys(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return bundle.keySet().stream()
                .filter(key -> bundle instanceof PropertyResourceBundle own && own.handleGetObject(key) != null)
                .toList();
    }

    private static List<String> commands(FailureTexts texts, FailureKind kind) {
        return texts.remedy(kind).stream()
                .flatMap(step -> step.parts().stream())
                .filter(RemedyStep.Part::command)
                .map(RemedyStep.Part::text)
                .toList();
    }
}
