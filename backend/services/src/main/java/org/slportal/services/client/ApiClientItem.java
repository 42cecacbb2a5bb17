package org.slportal.services.client;

import java.time.Instant;
import org.slportal.domain.id.ApiClientId;

/** An OAuth 2.0 client of the person signed in. */
public record ApiClientItem(ApiClientId id, String key, String name, Instant createdAt) {}
