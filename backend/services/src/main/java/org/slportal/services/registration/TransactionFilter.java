package org.slportal.services.registration;

import org.jspecify.annotations.Nullable;
import org.slportal.services.event.EventCode;

/**
 * Which transactions of License Registration to list.
 *
 * @param type null for all
 * @param text part of a PAK, a device, a SKU or a user's name; empty for all
 */
public record TransactionFilter(@Nullable EventCode type, String text) {

    public static final TransactionFilter ALL = new TransactionFilter(null, "");
}
