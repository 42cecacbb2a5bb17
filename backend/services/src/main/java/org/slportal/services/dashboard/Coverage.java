package org.slportal.services.dashboard;

import java.util.List;
import org.slportal.domain.id.VirtualAccountId;

/**
 * How far what is owned covers what is needed.
 *
 * @param shortest the Virtual Accounts that lack most, at most ten
 * @param others how many more have licences
 */
public record Coverage(List<OfPool> shortest, int others, long owned, long needed, long shortBy) {

    /** @param needed in use and reserved */
    public record OfPool(VirtualAccountId id, String name, long owned, long needed, long shortBy) {

        public int percent() {
            return percentOf(needed, shortBy);
        }
    }

    public Coverage {
        shortest = List.copyOf(shortest);
    }

    public int percent() {
        return percentOf(needed, shortBy);
    }

    /** What the other Virtual Accounts own. */
    public long ownedByOthers() {
        return owned - shortest.stream().mapToLong(OfPool::owned).sum();
    }

    public long neededByOthers() {
        return needed - shortest.stream().mapToLong(OfPool::needed).sum();
    }

    public long othersShortBy() {
        return shortBy - shortest.stream().mapToLong(OfPool::shortBy).sum();
    }

    /** Rounded down: 100 only when nothing is short. */
    public static int percentOf(long needed, long shortBy) {
        return needed == 0 ? 100 : Math.toIntExact((needed - shortBy) * 100 / needed);
    }
}
