package org.slportal.services.conversion;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;

/** @param text beginning of a PAK or order number, or part of a SKU or Virtual Account; empty for all */
public record PakFilter(String text, @Nullable PakStatus status) {

    public static final PakFilter ALL = new PakFilter("", null);
}
