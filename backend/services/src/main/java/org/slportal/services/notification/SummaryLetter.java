package org.slportal.services.notification;

import java.time.LocalDate;
import java.util.List;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;

/**
 * What happened in one Smart Account on one day, for one person.
 *
 * @param day by UTC
 * @param counts by kind, the most frequent first
 * @param exact false: only the first events of the day were counted
 * @param first the first events of the day
 */
public record SummaryLetter(
        LetterReader reader,
        String account,
        LocalDate day,
        List<KindCount> counts,
        boolean exact,
        List<EventListItem> first) {

    /** Events a letter names. */
    static final int NAMED = 50;

    /** Beyond it nobody counts. */
    static final int COUNTED = 100_000;

    /** How often one kind of event happened. */
    public record KindCount(EventCode code, int events) {}

    public int total() {
        return counts.stream().mapToInt(KindCount::events).sum();
    }
}
