package org.slportal.services.registration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Which PAKs of License Registration to list. Null or empty: all.
 *
 * @param text part of a PAK, SKU, Virtual Account or order number
 * @param status of a product line: other lines of the PAK are left out
 * @param family exact
 * @param orderedFrom first order date
 * @param orderedTo last order date
 */
public record RegisteredPakFilter(
        String text,
        @Nullable PakStatus status,
        @Nullable String family,
        @Nullable VirtualAccountId pool,
        @Nullable LocalDate orderedFrom,
        @Nullable LocalDate orderedTo) {

    public static final RegisteredPakFilter ALL = new RegisteredPakFilter("", null, null, null, null, null);

    public static RegisteredPakFilter text(String text) {
        return new RegisteredPakFilter(text, null, null, null, null, null);
    }

    public boolean isEmpty() {
        return equals(ALL);
    }
}
