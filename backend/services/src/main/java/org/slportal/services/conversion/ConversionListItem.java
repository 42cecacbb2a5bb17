package org.slportal.services.conversion;

import java.time.Instant;
import java.util.List;
import org.slportal.domain.id.ConversionId;

/** A row of the conversion history. @param kind PAK, DEVICE or DLC @param origins PAK numbers or devices */
public record ConversionListItem(
        ConversionId id,
        String kind,
        List<String> origins,
        List<SkuQuantity> skus,
        String virtualAccount,
        String convertedBy,
        Instant convertedAt) {}
