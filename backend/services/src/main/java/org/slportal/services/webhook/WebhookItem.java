package org.slportal.services.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.WebhookId;

/**
 * @param failingSince since when no attempt has arrived, in real time; null: the last one did
 * @param version to be given back with a change
 */
public record WebhookItem(
        WebhookId id,
        SmartAccountId account,
        WebhookData data,
        WebhookState state,
        @Nullable Instant failingSince,
        Instant createdAt,
        String createdBy,
        int version) {

    /** Where it leads, without what may be secret in the rest of the address. */
    public String host() {
        return WebhookTarget.host(data.url());
    }
}
