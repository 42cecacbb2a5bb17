package org.slportal.services.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.TransactionSource;

/** Which ledger rows; null for any. @param from the earliest moment @param before the first moment no more */
public record ActivityFilter(
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable TransactionSource source,
        @Nullable LicenseId license,
        @Nullable VirtualAccountId pool) {

    public static final ActivityFilter ALL = new ActivityFilter(null, null, null, null, null);
}
