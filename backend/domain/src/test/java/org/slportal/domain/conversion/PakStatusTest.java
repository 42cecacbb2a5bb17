package org.slportal.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PakStatusTest {

    @ParameterizedTest
    @CsvSource({
        "25,  0,  0, UNFULFILLED",
        "25,  1,  0, PARTIALLY_FULFILLED",
        "25, 24,  0, PARTIALLY_FULFILLED",
        "25, 25,  0, FULFILLED",
        "25,  0,  1, PARTIALLY_CONVERTED",
        "25,  0, 24, PARTIALLY_CONVERTED",
        "25, 24,  1, PARTIALLY_CONVERTED",
        "25,  0, 25, CONVERTED",
        " 1,  0,  0, UNFULFILLED",
        " 1,  1,  0, FULFILLED",
        " 1,  0,  1, CONVERTED"
    })
    void the_status_follows_from_what_was_ordered_fulfilled_and_converted(
            int ordered, int fulfilled, int converted, PakStatus expected) {
        assertThat(PakStatus.of(ordered, fulfilled, converted)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void the_word_on_screen_leads_back_to_the_status(PakStatus status) {
        assertThat(PakStatus.ofDisplayName(status.displayName())).isEqualTo(status);
        assertThat(status.displayName()).isEqualTo(status.name().replace('_', ' '));
    }
}
