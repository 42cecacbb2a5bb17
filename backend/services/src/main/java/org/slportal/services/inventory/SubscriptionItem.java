package org.slportal.services.inventory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.license.LicenseTerm;

/**
 * Licences of one subscription in a Virtual Account.
 *
 * @param quantity owned now or from the first day on; of an expired one, what expired
 * @param subscription its number; null if the licences came without
 */
public record SubscriptionItem(
        String license,
        String virtualAccount,
        int quantity,
        LicenseTerm term,
        @Nullable String subscription,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        SubscriptionState state) {}
