package org.slportal.services.conversion;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseTransactionId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;

/**
 * One ledger row of a conversion: where the licences came from and what they became.
 *
 * @param pak number of the PAK it came from, also through a device; null for a right to use
 * @param lineNumber line of that PAK
 * @param device UDI, null if it came straight from a PAK
 * @param form how the device held it, RTU or PAK
 * @param units of the SKU, negative where they were given back
 * @param quantity smart licences, negative where they were taken back
 */
public record ConversionRecordRow(
        LicenseTransactionId transaction,
        TransactionSource source,
        @Nullable String pak,
        @Nullable Integer lineNumber,
        @Nullable String orderNumber,
        @Nullable LocalDate orderDate,
        @Nullable String device,
        @Nullable String form,
        String sku,
        int units,
        String license,
        int quantity,
        LicenseTerm term,
        @Nullable LocalDate endsOn,
        String recordedBy,
        Instant recordedAt) {}
