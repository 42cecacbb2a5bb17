package org.slportal.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilenceRuleTest {

    private static final Instant HEARD = Instant.parse("2027-01-31T09:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static SilenceRule after(Duration silence) {
        return new SilenceRule(HEARD.plus(silence), Instant.EPOCH);
    }

    @Test
    void thirty_days_are_not_yet_more_than_thirty_days() {
        assertThat(HEARD.isBefore(after(Duration.ofDays(30)).heardBefore())).isFalse();
        assertThat(HEARD.isBefore(after(Duration.ofDays(30).plus(SECOND)).heardBefore()))
                .isTrue();
    }

    @Test
    void the_deadline_of_the_silent_is_that_of_an_authorization_thirty_days_ago() {
        assertThat(after(Duration.ofDays(30)).deadlineOfTheSilent())
                .isEqualTo(LicensingTimers.communicationDeadline(HEARD));
    }

    @Test
    void who_never_asked_for_a_licence_has_the_same_deadline_as_who_did() {
        Duration toDeadline = Duration.between(HEARD, LicensingTimers.communicationDeadline(HEARD));

        assertThat(after(toDeadline).releasedBefore()).isEqualTo(HEARD);
    }

    @Test
    void after_an_outage_both_periods_begin_with_the_return() {
        Instant returned = HEARD.plus(Duration.ofDays(200));
        Instant deadline = LicensingTimers.communicationDeadline(returned);

        assertThat(new SilenceRule(returned.plus(Duration.ofDays(30)), returned).mayWarn())
                .isFalse();
        assertThat(new SilenceRule(returned.plus(Duration.ofDays(30)).plus(SECOND), returned).mayWarn())
                .isTrue();
        assertThat(new SilenceRule(deadline, returned).mayRelease()).isFalse();
        assertThat(new SilenceRule(deadline.plus(SECOND), returned).mayRelease())
                .isTrue();
        assertThat(new SilenceRule(deadline, returned).releaseOf(HEARD)).isEqualTo(deadline);
    }

    @Test
    void without_an_outage_the_devices_own_deadline_counts() {
        assertThat(after(Duration.ofDays(1)).mayWarn()).isTrue();
        assertThat(after(Duration.ofDays(1)).mayRelease()).isTrue();
        assertThat(after(Duration.ofDays(1)).releaseOf(HEARD)).isEqualTo(HEARD);
    }
}
