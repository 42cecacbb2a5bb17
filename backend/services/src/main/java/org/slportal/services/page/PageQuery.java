package org.slportal.services.page;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list, in which order.
 *
 * @param offset ≥ 0
 * @param limit 1 to 1000
 * @param after id of a row of this list: the offset counts from behind it. Only for lists that can be entered so
 */
public record PageQuery<S extends Enum<S>>(
        int offset,
        int limit,
        S sort,
        boolean ascending,
        @Nullable Long after) {

    public static final int MAX_LIMIT = 1000;

    public PageQuery {
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A page starts at 0 or later and has 1 to " + MAX_LIMIT + " rows");
        }
    }

    public PageQuery(int offset, int limit, S sort, boolean ascending) {
        this(offset, limit, sort, ascending, null);
    }

    public static <S extends Enum<S>> PageQuery<S> first(int limit, S sort) {
        return new PageQuery<>(0, limit, sort, true);
    }
}
