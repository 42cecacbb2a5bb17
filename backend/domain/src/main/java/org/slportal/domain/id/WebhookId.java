package org.slportal.domain.id;

/** Identifies a webhook of a Smart Account. */
public record WebhookId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
