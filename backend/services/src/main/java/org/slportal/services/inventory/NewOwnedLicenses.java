package org.slportal.services.inventory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.license.LicenseTerm;

/**
 * Licences to add to a Virtual Account.
 *
 * @param startsOn first day, null: at once
 * @param endsOn last day; none for perpetual licences
 * @param orderNumber of the order they came by; null or empty: added by hand
 * @param note why, where there is no order
 */
public record NewOwnedLicenses(
        LicenseId license,
        int quantity,
        LicenseTerm term,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String subscription,
        @Nullable String orderNumber,
        @Nullable String note) {}
