package org.slportal.services.conversion;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;

/** A row of the PAK list. @param available licences neither fulfilled nor converted, over all lines */
public record PakListItem(
        PakId id,
        String number,
        String family,
        String orderNumber,
        LocalDate orderDate,
        @Nullable String virtualAccount,
        PakStatus status,
        List<SkuQuantity> skus,
        int available) {}
