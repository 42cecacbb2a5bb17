package org.slportal.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The dated samples are those of a real switch's output. */
class LicensingTimersTest {

    private static final Instant NOW = Instant.parse("2024-03-13T08:09:24Z");

    @Test
    void the_id_certificate_is_renewed_180_days_after_registration() {
        assertThat(LicensingTimers.nextIdCertificateRenewal(Instant.parse("2024-03-13T08:09:24Z")))
                .isEqualTo("2024-09-09T08:09:24Z");
    }

    @Test
    void authorization_is_asked_for_again_after_30_days() {
        assertThat(LicensingTimers.nextAuthorization(Instant.parse("2024-03-13T08:09:28Z")))
                .isEqualTo("2024-04-12T08:09:28Z");
    }

    @Test
    void the_communication_deadline_is_90_days_after_the_back_dated_authorization() {
        assertThat(LicensingTimers.communicationDeadline(Instant.parse("2024-03-13T08:09:28Z")))
                .isEqualTo("2024-06-11T08:04:28Z");
    }

    @Test
    void the_periods_are_those_of_the_field() {
        assertThat(LicensingTimers.EVALUATION).isEqualTo(Duration.ofDays(90));
        assertThat(LicensingTimers.AUTHORIZATION_VALIDITY).isEqualTo(Duration.ofDays(90));
        assertThat(LicensingTimers.ID_CERTIFICATE_VALIDITY).isEqualTo(Duration.ofDays(365));
        assertThat(LicensingTimers.OUT_OF_COMPLIANCE_RETRY).isEqualTo(Duration.ofHours(24));
        assertThat(LicensingTimers.AUTHORIZATION_EXPIRED_RETRY).isEqualTo(Duration.ofMinutes(60));
        assertThat(LicensingTimers.TRANSPORT_RETRY).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_device_clock_that_is_right_is_accepted() {
        assertThat(LicensingTimers.isBeyondTolerance(NOW, NOW)).isFalse();
    }

    @Test
    void a_slow_device_clock_is_accepted_up_to_but_not_at_the_tolerance() {
        assertThat(LicensingTimers.isBeyondTolerance(NOW.minus(LicensingTimers.CLOCK_TOLERANCE.minusMillis(1)), NOW))
                .isFalse();
        assertThat(LicensingTimers.isBeyondTolerance(NOW.minus(LicensingTimers.CLOCK_TOLERANCE.minusSeconds(1)), NOW))
                .isFalse();
        assertThat(LicensingTimers.isBeyondTolerance(NOW.minus(LicensingTimers.CLOCK_TOLERANCE), NOW))
                .isTrue();
        assertThat(LicensingTimers.isBeyondTolerance(NOW.minus(LicensingTimers.CLOCK_TOLERANCE.plusSeconds(1)), NOW))
                .isTrue();
    }

    @Test
    void a_fast_device_clock_is_accepted_up_to_but_not_at_the_tolerance() {
        assertThat(LicensingTimers.isBeyondTolerance(NOW.plus(LicensingTimers.CLOCK_TOLERANCE.minusMillis(1)), NOW))
                .isFalse();
        assertThat(LicensingTimers.isBeyondTolerance(NOW.plus(LicensingTimers.CLOCK_TOLERANCE), NOW))
                .isTrue();
        assertThat(LicensingTimers.isBeyondTolerance(NOW.plus(Duration.ofHours(2)), NOW))
                .isTrue();
    }

    @Test
    void any_instant_a_message_can_carry_is_judged() {
        assertThat(LicensingTimers.isBeyondTolerance(Instant.ofEpochMilli(Long.MIN_VALUE), NOW))
                .isTrue();
        assertThat(LicensingTimers.isBeyondTolerance(Instant.ofEpochMilli(Long.MAX_VALUE), NOW))
                .isTrue();
        assertThat(LicensingTimers.isBeyondTolerance(Instant.MIN, NOW)).isTrue();
        assertThat(LicensingTimers.isBeyondTolerance(Instant.MAX, NOW)).isTrue();
    }
}
