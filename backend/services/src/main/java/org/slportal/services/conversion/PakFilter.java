package org.slportal.services.conversion;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;

/** @param text part of a PAK, SKU, Virtual Account or order number; empty for all */
public record PakFilter(String text, @Nullable PakStatus status) {

    public static final PakFilter ALL = new PakFilter("", null);
}
