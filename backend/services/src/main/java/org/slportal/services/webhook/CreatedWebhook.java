package org.slportal.services.webhook;

import org.slportal.domain.id.WebhookId;

/** @param secret what messages are signed with; not shown again */
public record CreatedWebhook(WebhookId id, String secret) {

    @Override
    public String toString() {
        return "CreatedWebhook[" + id + "]";
    }
}
