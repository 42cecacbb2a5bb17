package org.slportal.services.device;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything the portal knows of one product instance. @param authorizedUntil null before the first authorization */
public record ProductInstanceDetail(
        ProductInstanceListItem item,
        String piid,
        boolean exportAllowed,
        @Nullable Instant authorizedUntil,
        Instant certificateExpiresAt,
        List<MemberItem> members,
        List<UsageItem> usage) {}
