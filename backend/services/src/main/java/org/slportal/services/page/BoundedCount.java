package org.slportal.services.page;

/**
 * How many rows a list has, counted as far as anybody reads.
 *
 * @param rows how many were counted
 * @param exact false if there are more
 */
public record BoundedCount(int rows, boolean exact) {

    /** Counting ends here. */
    public static final int LIMIT = 10_000;

    /** @param counted rows found when at most one more than the limit was asked for */
    public static BoundedCount of(int counted) {
        return counted > LIMIT ? new BoundedCount(LIMIT, false) : new BoundedCount(counted, true);
    }
}
