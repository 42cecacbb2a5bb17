package org.slportal.domain.conversion;

import org.jspecify.annotations.Nullable;

/**
 * A right to use somebody records for one chassis, and what is known about it.
 *
 * @param name as the switch calls it, such as {@code ipbase} or {@code apcount}
 * @param count how many of it; 0 takes it away
 * @param platformHasRights whether the platform's traditional licences are rights to use at all
 * @param maxCount how many one chassis of this model can hold, null if the catalogue knows none of it
 * @param changes whether the record differs from what the chassis has
 * @param converted how many of what would change already became smart licences
 */
public record ClaimedRight(
        String name,
        int count,
        boolean platformHasRights,
        @Nullable Integer maxCount,
        boolean changes,
        int converted) {}
