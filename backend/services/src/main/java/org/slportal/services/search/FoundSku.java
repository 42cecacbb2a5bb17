package org.slportal.services.search;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.license.LicenseTerm;

/**
 * A SKU of the catalogue.
 *
 * @param license what it becomes, null if there is no equivalent smart licence
 * @param licenseQuantity of it, per unit
 * @param paks of the account that have some of it left to convert
 * @param available units left on them
 * @param atLeast whether there are more than were counted
 */
public record FoundSku(
        String code,
        String description,
        @Nullable String license,
        int licenseQuantity,
        LicenseTerm term,
        boolean partialAllowed,
        int paks,
        long available,
        boolean atLeast) {}
