package org.slportal.services.search;

import java.time.Instant;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;

/** Smart licences that came with an order. */
public record FoundOrder(
        String orderNumber,
        LicenseId licenseId,
        String license,
        int quantity,
        VirtualAccountId virtualAccountId,
        String virtualAccount,
        Instant recordedAt) {}
