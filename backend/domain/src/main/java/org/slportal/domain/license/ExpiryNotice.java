package org.slportal.domain.license;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is told that licences end. Days are UTC days; the last day is included, so licences are owned on it and not on the next.
 */
public final class ExpiryNotice {

    /** Days before the last day at which it is told, again and again. */
    public static final List<Integer> MILESTONES = List.of(90, 60, 30, 14, 7, 3, 1);

    /** The first notice. */
    public static final int FIRST = MILESTONES.getFirst();
    /** From here on it is more than information. */
    public static final int URGENT = 30;

    private ExpiryNotice() {}

    /** Whether the last day has passed. */
    public static boolean isOver(LocalDate lastDay, LocalDate today) {
        return lastDay.isBefore(today);
    }

    /**
     * The milestone reached: the smallest that is not below the days left. On the last day itself it is still the last one.
     *
     * @return null: it is too early to tell, or over
     */
    public static @Nullable Integer reached(LocalDate lastDay, LocalDate today) {
        long left = ChronoUnit.DAYS.between(today, lastDay);
        if (left < 0 || left > FIRST) {
            return null;
        }
        return MILESTONES.stream()
                .filter(milestone -> milestone >= left)
                .reduce((larger, smaller) -> smaller)
                .orElseThrow();
    }

    public static boolean isUrgent(int milestone) {
        return milestone <= URGENT;
    }
}
