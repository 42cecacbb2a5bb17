package org.slportal.services.inventory;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseTransactionId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;

/**
 * A row of the ledger with all that its source tells.
 *
 * @param quantity negative: left the pool
 * @param pak number of the Product Activation Key
 * @param productId of the device the licences were converted from, with its serial number and family
 * @param counterpart the other Virtual Account of a transfer
 * @param note why it was added or taken off by hand
 */
public record TransactionDetail(
        LicenseTransactionId id,
        Instant recordedAt,
        TransactionSource source,
        int quantity,
        LicenseTerm term,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String sku,
        @Nullable String pak,
        @Nullable String order,
        @Nullable String subscription,
        @Nullable String productId,
        @Nullable String serialNumber,
        @Nullable String family,
        @Nullable String counterpart,
        String note,
        String recordedBy) {}
