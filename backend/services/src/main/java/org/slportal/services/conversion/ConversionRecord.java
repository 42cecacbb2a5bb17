package org.slportal.services.conversion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * An act of conversion as it is put on record.
 *
 * @param requestKey under which it was asked for
 * @param job the bulk conversion it was a piece of, null if it stands alone
 * @param undoneAt null while it stands
 * @param rows of the ledger: one for each line, and one more for each that was taken back
 */
public record ConversionRecord(
        ConversionId id,
        SmartAccountId smartAccountId,
        String smartAccount,
        VirtualAccountId virtualAccountId,
        String virtualAccount,
        ConversionKind kind,
        String requestKey,
        @Nullable ConversionJobId job,
        String convertedBy,
        Instant convertedAt,
        @Nullable String undoneBy,
        @Nullable Instant undoneAt,
        int rows) {}
