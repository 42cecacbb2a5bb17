package org.slportal.services.notification;

import java.util.List;
import org.slportal.services.alert.AlertListItem;

/**
 * News of alerts, for one person.
 *
 * @param account the Smart Account's name
 * @param alerts the most urgent ones
 * @param total of how many; {@link #LIMIT_COUNTED} and one more: of more than those
 */
public record AlertLetter(LetterReader reader, String account, List<AlertListItem> alerts, int total) {

    /** Alerts a letter names. */
    static final int NAMED = 50;

    /** Beyond it nobody counts. */
    public static final int LIMIT_COUNTED = 9_999;
}
