package org.slportal.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuideTest {

    private static final Path SOURCES = Path.of("../docs/guide");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final Pattern HANGUL = Pattern.compile("[가-힣]");

    private static String source(GuidePage page, String language) throws IOException {
        return Files.readString(SOURCES.resolve(language).resolve(page.fileName() + ".md"));
    }

    @ParameterizedTest
    @EnumSource(GuidePage.class)
    void every_page_says_the_same_in_both_languages(GuidePage page) throws IOException {
        String english = source(page, "en");
        String korean = source(page, "ko");

        assertThat(headings(korean)).as("sections").isEqualTo(headings(english));
        assertThat(links(korean)).as("links").isEqualTo(links(english));
        assertThat(HANGUL.matcher(english).find()).isFalse();
        assertThat(HANGUL.matcher(korean).results().count()).isGreaterThan(200);
        assertThat(GuideText.of(page, Locale.ENGLISH).html()).contains("<p>").doesNotContain("<script");
        // Emphasis that was not understood stays as asterisks.
        assertThat(GuideText.of(page, Locale.ENGLISH).html()).doesNotContain("*");
        assertThat(GuideText.of(page, Locale.KOREAN).html()).doesNotContain("*");
        assertThat(GuideText.of(page, Locale.KOREAN).title())
                .isNotEqualTo(GuideText.of(page, Locale.ENGLISH).title());
    }

    @ParameterizedTest
    @EnumSource(GuidePage.class)
    void links_between_pages_lead_to_pages(GuidePage page) throws IOException {
        for (String target : links(source(page, "en"))) {
            if (target.endsWith(".md")) {
                assertThat(GuidePage.named(target.replace(".md", "")))
                        .as(target)
                        .isPresent();
            }
        }
    }

    @Test
    void every_file_is_a_page() throws IOException {
        for (String language : new String[] {"en", "ko"}) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(language))) {
                assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
                        .containsExactlyInAnyOrderElementsOf(Stream.of(GuidePage.values())
                                .map(GuidePage::fileName)
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', START",
        "inventory, START",
        "inventory/12/general, TOKENS",
        "inventory/12/licenses, LICENSES",
        "inventory/12/licenses/7, LICENSES",
        "inventory/12/instances/9, PRODUCT_INSTANCES",
        "inventory/12/events, ACTIVITY",
        "convert/pak/3, CONVERSION",
        "registration/devices, LICENSE_REGISTRATION",
        "account/users, ADMINISTRATION",
        "lab/scenarios/4, LAB",
        "somewhere/else, START"
    })
    void a_screen_has_the_page_that_names_most_of_its_address(String path, GuidePage page) {
        assertThat(GuidePage.about(path)).isEqualTo(page);
    }

    private static long headings(String text) {
        return text.lines().filter(line -> line.startsWith("## ")).count();
    }

    private static java.util.List<String> links(String text) {
        return LINK.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .sorted()
                .toList();
    }
}
