package org.slportal.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slportal.agent.rig.MovableClock;

class FollowedClockTest {

    private static final Instant REAL = Instant.parse("2027-01-31T09:00:00Z");
    private static final Instant LAB = Instant.parse("2027-05-01T09:00:00Z");

    private final MovableClock real = new MovableClock(REAL);
    private final FollowedClock clock = new FollowedClock(real);

    private void told(Instant labsReal, Instant lab, int speed) {
        clock.follow(
                new FollowedClock.Told(labsReal, lab, speed), real.instant().minusMillis(40), real.instant());
    }

    @Test
    void it_is_real_time_until_it_is_told_otherwise() {
        assertThat(clock.instant()).isEqualTo(REAL);
    }

    @Test
    void it_goes_on_as_it_was_told_while_nobody_tells_it_more() {
        told(REAL, LAB, 60);

        real.set(REAL.plusSeconds(100));

        assertThat(clock.instant()).isEqualTo(LAB.plusSeconds(6_000));
        assertThat(clock.speed()).isEqualTo(60);
    }

    @Test
    void where_both_real_clocks_agree_the_trip_costs_nothing_at_high_speed() {
        told(REAL.minusMillis(30), LAB, 86_400);

        assertThat(clock.instant()).isEqualTo(LAB.plus(Duration.ofMillis(30).multipliedBy(86_400)));
    }

    @Test
    void where_they_differ_the_answer_counts_for_the_middle_of_the_trip() {
        told(REAL.minusSeconds(900), LAB, 1);

        assertThat(clock.instant()).isEqualTo(LAB.plusMillis(20));
    }

    @Test
    void only_a_jump_or_another_pace_is_a_change() {
        AtomicInteger changes = new AtomicInteger();
        clock.onChange(changes::incrementAndGet);

        told(REAL, LAB, 1);
        assertThat(changes).hasValue(1);
        real.set(REAL.plusSeconds(1));
        told(REAL.plusMillis(990), LAB.plusMillis(1_001), 1);
        assertThat(changes).as("a tremble").hasValue(1);
        told(REAL.plusSeconds(1), LAB.plus(Duration.ofDays(30)).plusSeconds(1), 1);
        assertThat(changes).as("a jump").hasValue(2);
        told(REAL.plusSeconds(1), LAB.plus(Duration.ofDays(30)).plusSeconds(1), 3_600);
        assertThat(changes).as("another pace").hasValue(3);
    }

    @Test
    void a_jump_of_an_hour_is_noticed_at_an_hour_a_second() {
        AtomicInteger changes = new AtomicInteger();
        told(REAL, LAB, 3_600);
        clock.onChange(changes::incrementAndGet);

        told(REAL, LAB.plus(Duration.ofHours(1)), 3_600);

        assertThat(changes).hasValue(1);
    }

    @Test
    void a_timer_wakes_as_soon_as_its_clock_jumps_over_it() throws Exception {
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            CountDownLatch woken = new CountDownLatch(1);
            WallClockTimer timer = WallClockTimer.following(clock, scheduler);
            told(REAL, REAL, 1);
            timer.arm(REAL.plus(Duration.ofDays(30)), woken::countDown);
            assertThat(woken.await(100, TimeUnit.MILLISECONDS)).isFalse();

            told(REAL, REAL.plus(Duration.ofDays(31)), 1);

            assertThat(woken.await(5, TimeUnit.SECONDS)).isTrue();
            scheduler.shutdownNow();
        }
    }

    @Test
    void a_timer_sleeps_so_much_shorter_as_its_clock_runs_faster() throws Exception {
        FollowedClock running = new FollowedClock(java.time.InstantSource.system());
        Instant now = Instant.now();
        running.follow(new FollowedClock.Told(now, LAB, 86_400), now, now);
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            CountDownLatch woken = new CountDownLatch(1);
            WallClockTimer timer = WallClockTimer.following(running, scheduler);

            timer.arm(running.instant().plus(Duration.ofHours(12)), woken::countDown);

            assertThat(woken.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(running.instant()).isAfterOrEqualTo(LAB.plus(Duration.ofHours(12)));
            scheduler.shutdownNow();
        }
    }

    @Test
    void a_timer_that_was_disarmed_stays_so_when_its_clock_jumps() throws Exception {
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            CountDownLatch woken = new CountDownLatch(1);
            WallClockTimer timer = WallClockTimer.following(clock, scheduler);
            timer.arm(REAL.plus(Duration.ofDays(1)), woken::countDown);
            timer.disarm();

            told(REAL, LAB, 1);

            assertThat(woken.await(200, TimeUnit.MILLISECONDS)).isFalse();
            scheduler.shutdownNow();
        }
    }
}
