package org.slportal.services.notification;

import java.util.Set;
import org.slportal.services.alert.AlertCode;

/**
 * What one person wants to be told about one Smart Account.
 *
 * @param dailySummary all events of the day before
 * @param alerts the kinds told as they come
 */
public record NotificationChoice(boolean dailySummary, Set<AlertCode> alerts) {

    /** Before anybody chose. */
    public static final NotificationChoice NOTHING = new NotificationChoice(false, Set.of());

    public NotificationChoice {
        alerts = Set.copyOf(alerts);
    }

    boolean wantsAny() {
        return dailySummary || !alerts.isEmpty();
    }
}
