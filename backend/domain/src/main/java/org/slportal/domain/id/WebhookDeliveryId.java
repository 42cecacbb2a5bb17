package org.slportal.domain.id;

/** Identifies one message to a webhook, whatever number of attempts it takes. */
public record WebhookDeliveryId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
