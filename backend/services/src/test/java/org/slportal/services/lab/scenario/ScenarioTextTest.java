package org.slportal.services.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTextTest {

    @ParameterizedTest
    @EnumSource
    void every_scenario_is_explained_in_both_languages_step_by_step(Scenario scenario) {
        ScenarioText english = ScenarioText.of(scenario, Locale.ENGLISH);
        ScenarioText korean = ScenarioText.of(scenario, Locale.KOREAN);

        assertThat(english.steps()).hasSizeBetween(3, 4).doesNotContain("");
        assertThat(english.hints()).hasSize(3).doesNotContain("");
        assertThat(korean.steps()).hasSameSizeAs(english.steps());
        assertThat(korean.hints()).hasSameSizeAs(english.hints());
        assertThat(korean.goingOn()).isNotEqualTo(english.goingOn()).containsPattern("\\p{IsHangul}");
        assertThat(korean.title()).as("devices speak English").isEqualTo(english.title());
    }

    @ParameterizedTest
    @EnumSource
    void another_language_reads_english(Scenario scenario) {
        assertThat(ScenarioText.of(scenario, Locale.GERMAN)).isEqualTo(ScenarioText.of(scenario, Locale.ENGLISH));
    }
}
