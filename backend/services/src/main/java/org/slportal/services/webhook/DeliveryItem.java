package org.slportal.services.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.WebhookDeliveryId;

/**
 * A row of the delivery log.
 *
 * @param alertOrEvent code of what it tells; null: a test
 * @param isAlert whether that is a kind of alert
 * @param change what happened to it
 * @param status what the receiver answered; null: nothing
 * @param millis how long the last attempt took
 */
public record DeliveryItem(
        WebhookDeliveryId id,
        @Nullable String alertOrEvent,
        boolean isAlert,
        DeliveryChange change,
        DeliveryState state,
        int attempts,
        @Nullable Integer status,
        @Nullable Integer millis,
        @Nullable String problem,
        Instant createdAt,
        @Nullable Instant lastAttemptAt,
        Instant nextAttemptAt) {}
