package org.slportal.domain.reservation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.license.LicenseTerm;

/**
 * One line of an authorization: a quantity of a licence with its term.
 *
 * @param startsOn first day, null: since ever
 * @param endsOn last day, null: for ever
 */
public record ReservedEntitlement(
        EntitlementTag tag,
        int count,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        LicenseTerm term,
        String displayName,
        String tagDescription,
        @Nullable String subscription) {

    /** Days are UTC's; the last one is included. */
    public boolean holdsAt(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return (startsOn == null || !today.isBefore(startsOn)) && (endsOn == null || !today.isAfter(endsOn));
    }

    /** The first instant at which it no longer holds; null for ever. */
    public @Nullable Instant endsAt() {
        return endsOn == null
                ? null
                : endsOn.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
