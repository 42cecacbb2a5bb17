package org.slportal.services.webhook;

import java.util.Set;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.event.EventCode;

/** @param url https, or http to this machine */
public record WebhookData(String url, Set<AlertCode> alerts, Set<EventCode> events) {

    public WebhookData {
        alerts = Set.copyOf(alerts);
        events = Set.copyOf(events);
    }
}
