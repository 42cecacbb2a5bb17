package org.slportal.services.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A row of the alert list.
 *
 * @param productInstance what the alert is about when that is no licence: a product instance, a UDI or a PAK
 * @param quantity the figure the message names, such as how many licences are missing
 * @param dueAt null: now
 */
public record AlertListItem(
        AlertId id,
        AlertCode code,
        Severity severity,
        @Nullable LicenseId licenseId,
        @Nullable String license,
        @Nullable ProductInstanceId productInstanceId,
        @Nullable String productInstance,
        @Nullable Integer quantity,
        @Nullable VirtualAccountId virtualAccountId,
        @Nullable String virtualAccount,
        Instant raisedAt,
        @Nullable Instant dueAt) {}
