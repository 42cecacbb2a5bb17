package org.slportal.services.webhook;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where webhooks may lead; as environment variables PORTAL_WEBHOOKS_ALLOW_PRIVATE and so on.
 *
 * @param allowPrivate whether receivers may stand in the portal's own network
 * @param trustAnchors PEM file of root certificates besides those Java trusts, for receivers with certificates of the house
 * @param failedAfter a webhook that has failed for so long is switched off
 */
@ConfigurationProperties("portal.webhooks")
public record WebhookProperties(
        @DefaultValue("false") boolean allowPrivate,
        @Nullable Path trustAnchors,
        @DefaultValue("P3D") Duration failedAfter) {}
