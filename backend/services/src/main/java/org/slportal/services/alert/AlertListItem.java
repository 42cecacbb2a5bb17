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
 * @param subject UDI or PAK the message names when it is about neither a licence nor a product instance
 * @param quantity the figure the message names, such as how many licences are missing
 * @param dueAt null: now
 * @param awakeAt until then it sleeps; in the past: awake
 * @param snoozedBy who let it sleep last
 * @param clearedAt null: open
 * @param dismissedBy null: a rule cleared it, or it is open
 */
public record AlertListItem(
        AlertId id,
        AlertCode code,
        Severity severity,
        @Nullable LicenseId licenseId,
        @Nullable String license,
        @Nullable ProductInstanceId productInstanceId,
        @Nullable String productInstance,
        @Nullable String subject,
        @Nullable Integer quantity,
        @Nullable VirtualAccountId virtualAccountId,
        @Nullable String virtualAccount,
        Instant raisedAt,
        @Nullable Instant dueAt,
        Instant awakeAt,
        @Nullable String snoozedBy,
        @Nullable Instant clearedAt,
        @Nullable String dismissedBy) {}
