package org.slportal.services.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LabTimeTest {

    private static final Instant REAL = Instant.parse("2027-01-31T09:00:00Z");
    private static final LabTime START = new LabTime(REAL, REAL, 1, 0);

    @Test
    void it_is_real_time_until_it_is_changed() {
        assertThat(START.isReal()).isTrue();
        assertThat(START.at(REAL.plusSeconds(7))).isEqualTo(REAL.plusSeconds(7));
    }

    @Test
    void moved_and_faster_it_goes_on_from_where_it_was() {
        LabTime moved = START.changed(REAL.plusSeconds(10), Duration.ofDays(90), 1);
        LabTime faster = moved.changed(REAL.plusSeconds(20), Duration.ZERO, 3_600);
        LabTime slow = faster.changed(REAL.plusSeconds(25), Duration.ZERO, 1);

        assertThat(moved.at(REAL.plusSeconds(10)))
                .isEqualTo(REAL.plusSeconds(10).plus(Duration.ofDays(90)));
        assertThat(faster.at(REAL.plusSeconds(20))).isEqualTo(moved.at(REAL.plusSeconds(20)));
        assertThat(Duration.between(faster.at(REAL.plusSeconds(20)), faster.at(REAL.plusSeconds(25))))
                .isEqualTo(Duration.ofHours(5));
        assertThat(slow.at(REAL.plusSeconds(25))).isEqualTo(faster.at(REAL.plusSeconds(25)));
        assertThat(slow.at(REAL.plusSeconds(26))).isEqualTo(slow.labBase().plusSeconds(1));
        assertThat(slow.isReal()).isFalse();
        assertThat(slow.version()).isEqualTo(3);
    }

    @Test
    void a_real_clock_that_is_set_back_does_not_undo_a_move() {
        LabTime moved = START.changed(REAL, Duration.ofDays(1), 60);

        assertThat(moved.at(REAL.minusSeconds(100))).isEqualTo(moved.labBase());
        assertThat(moved.changed(REAL.minusSeconds(100), Duration.ZERO, 1).labBase())
                .isEqualTo(moved.labBase());
    }

    @Test
    void bases_have_the_precision_the_database_keeps() {
        assertThat(START.changed(REAL.plusNanos(1_234), Duration.ZERO, 2).labBase())
                .isEqualTo(REAL.plusNanos(1_000));
    }
}
