package org.slportal.services.inventory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A row of the licence list.
 *
 * @param pending owned from a later day on
 * @param coveredBy the nearest ancestor that lends to this licence
 * @param expiringQuantity licences whose term ends within 90 days
 * @param expiringOn the first of those ends
 */
public record LicenseListItem(
        LicenseId id,
        VirtualAccountId virtualAccountId,
        String virtualAccount,
        String name,
        String entitlementTag,
        String description,
        Billing billing,
        int owned,
        int inUse,
        int reserved,
        int borrowed,
        int lent,
        int balance,
        int pending,
        @Nullable String coveredBy,
        int expiringQuantity,
        @Nullable LocalDate expiringOn) {}
