package org.slportal.services.device;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the portal knows of one product instance.
 *
 * @param authorizedUntil null before the first authorization
 * @param nextAuthorizationAt when it asks again by itself; null before the first authorization
 * @param certificateRenewalAt when it first tries to renew its ID certificate
 * @param refused export-restricted licences it may not have
 */
public record ProductInstanceDetail(
        ProductInstanceListItem item,
        String piid,
        boolean exportAllowed,
        @Nullable Instant authorizedUntil,
        @Nullable Instant nextAuthorizationAt,
        Instant certificateExpiresAt,
        Instant certificateRenewalAt,
        List<MemberItem> members,
        List<UsageItem> usage,
        List<LicenseNeed> needs,
        List<RefusedItem> refused) {}
