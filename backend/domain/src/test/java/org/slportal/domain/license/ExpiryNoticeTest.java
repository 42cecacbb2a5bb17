package org.slportal.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ExpiryNoticeTest {

    private static final LocalDate LAST = LocalDate.of(2027, 6, 30);

    @Test
    void the_last_day_is_included() {
        assertThat(ExpiryNotice.isOver(LAST, LAST)).isFalse();
        assertThat(ExpiryNotice.isOver(LAST, LAST.plusDays(1))).isTrue();
    }

    @Test
    void it_is_told_from_the_ninetieth_day_on_and_not_before() {
        assertThat(ExpiryNotice.reached(LAST, LAST.minusDays(91))).isNull();
        assertThat(ExpiryNotice.reached(LAST, LAST.minusDays(90))).isEqualTo(90);
        assertThat(ExpiryNotice.reached(LAST, LAST.minusDays(61))).isEqualTo(90);
    }

    @Test
    void each_milestone_begins_on_its_day() {
        for (int milestone : ExpiryNotice.MILESTONES) {
            assertThat(ExpiryNotice.reached(LAST, LAST.minusDays(milestone))).isEqualTo(milestone);
        }
        assertThat(ExpiryNotice.reached(LAST, LAST.minusDays(31))).isEqualTo(60);
        assertThat(ExpiryNotice.reached(LAST, LAST)).isEqualTo(1);
        assertThat(ExpiryNotice.reached(LAST, LAST.plusDays(1))).isNull();
    }

    @Test
    void thirty_days_are_urgent_and_sixty_are_not() {
        assertThat(ExpiryNotice.isUrgent(30)).isTrue();
        assertThat(ExpiryNotice.isUrgent(60)).isFalse();
    }
}
