package org.slportal.services.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where webhooks may lead; as environment variables PORTAL_WEBHOOKS_ALLOW_PRIVATE and so on.
 *
 * @param allowPrivate whether receivers may stand in the portal's own network
 * @param failedAfter a webhook that has failed for so long is switched off
 */
@ConfigurationProperties("portal.webhooks")
public record WebhookProperties(
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue("P3D") Duration failedAfter) {}
