package org.slportal.services.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrequencyTest {

    private static void assertNext(Frequency frequency, String moment, int hour, String next) {
        assertThat(frequency.after(Instant.parse(moment), hour)).isEqualTo(Instant.parse(next));
    }

    @Test
    void daily_is_today_while_the_hour_is_to_come_and_tomorrow_from_the_hour_on() {
        assertNext(Frequency.DAILY, "2027-01-31T06:59:59.999999Z", 7, "2027-01-31T07:00:00Z");
        assertNext(Frequency.DAILY, "2027-01-31T07:00:00Z", 7, "2027-02-01T07:00:00Z");
        assertNext(Frequency.DAILY, "2027-01-31T23:59:59Z", 0, "2027-02-01T00:00:00Z");
    }

    @Test
    void weekly_is_on_mondays() {
        // A Sunday, and the Monday after it.
        assertNext(Frequency.WEEKLY, "2027-01-31T12:00:00Z", 7, "2027-02-01T07:00:00Z");
        assertNext(Frequency.WEEKLY, "2027-02-01T06:59:59Z", 7, "2027-02-01T07:00:00Z");
        assertNext(Frequency.WEEKLY, "2027-02-01T07:00:00Z", 7, "2027-02-08T07:00:00Z");
    }

    @Test
    void monthly_is_on_the_first() {
        assertNext(Frequency.MONTHLY, "2027-01-31T12:00:00Z", 23, "2027-02-01T23:00:00Z");
        assertNext(Frequency.MONTHLY, "2027-02-01T22:59:59Z", 23, "2027-02-01T23:00:00Z");
        assertNext(Frequency.MONTHLY, "2027-02-01T23:00:00Z", 23, "2027-03-01T23:00:00Z");
        assertNext(Frequency.MONTHLY, "2027-12-02T00:00:00Z", 0, "2028-01-01T00:00:00Z");
    }
}
