package org.slportal.services.device;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.services.inventory.Billing;

/**
 * A licence a product instance uses, and how it comes to need so many.
 *
 * @param endsOn when the first of the Virtual Account's own of this licence ends; null: none does
 * @param rule null where the catalogue has none
 */
public record LicenseNeed(
        UsageItem usage,
        Billing billing,
        @Nullable LocalDate endsOn,
        @Nullable CountRule rule) {}
