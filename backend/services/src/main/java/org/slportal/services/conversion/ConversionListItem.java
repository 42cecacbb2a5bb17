package org.slportal.services.conversion;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionId;

/**
 * A row of the conversion history.
 *
 * @param origins the first PAK numbers or devices, at most {@link ConversionHistoryService#ORIGINS_SHOWN}
 * @param skus of those origins
 * @param lines how many lines were converted in all
 * @param undoneAt null while it stands
 */
public record ConversionListItem(
        ConversionId id,
        ConversionKind kind,
        List<String> origins,
        List<SkuQuantity> skus,
        int lines,
        String virtualAccount,
        String convertedBy,
        Instant convertedAt,
        @Nullable Instant undoneAt) {}
