package org.slportal.services.inventory;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseTransactionId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;

/** A row of the ledger. @param origin PAK, device or order it came from */
public record TransactionItem(
        LicenseTransactionId id,
        Instant recordedAt,
        TransactionSource source,
        String licenseName,
        int quantity,
        LicenseTerm term,
        @Nullable LocalDate endsOn,
        @Nullable String sku,
        @Nullable String origin,
        String recordedBy) {}
