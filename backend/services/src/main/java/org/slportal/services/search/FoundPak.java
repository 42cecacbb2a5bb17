package org.slportal.services.search;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;

/** A PAK and where it is. @param virtualAccount null while it is not assigned to one */
public record FoundPak(
        PakId id,
        String number,
        String orderNumber,
        LocalDate orderDate,
        String family,
        PakStatus status,
        @Nullable String virtualAccount,
        List<FoundLine> lines) {

    /** Whether some of it can be converted now. */
    public boolean convertible() {
        return lines.stream().anyMatch(line -> line.item().ineligibility() == null);
    }
}
