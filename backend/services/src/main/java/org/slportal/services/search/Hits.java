package org.slportal.services.search;

import java.util.List;

/** What was found of one kind. @param more whether there is more than is shown */
public record Hits<T>(List<T> items, boolean more) {

    /** How many of a kind an answer shows. */
    public static final int SHOWN = 10;

    public Hits {
        items = List.copyOf(items);
    }

    /** @param found at most one more than is shown */
    static <T> Hits<T> of(List<T> found) {
        return new Hits<>(found.subList(0, Math.min(SHOWN, found.size())), found.size() > SHOWN);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }
}
