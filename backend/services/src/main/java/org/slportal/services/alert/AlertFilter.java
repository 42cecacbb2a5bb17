package org.slportal.services.alert;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;

/**
 * What a list of alerts is limited to.
 *
 * @param pool null: the whole account, as far as the reader sees it
 * @param text part of a licence's, device's or Virtual Account's name, of a UDI or PAK; empty for all
 */
public record AlertFilter(
        AlertState state,
        @Nullable VirtualAccountId pool,
        @Nullable Severity severity,
        @Nullable AlertCode code,
        String text) {

    /** What needs attention now. */
    public static final AlertFilter OPEN = new AlertFilter(AlertState.OPEN, null, null, null, "");

    public AlertFilter of(@Nullable VirtualAccountId pool) {
        return new AlertFilter(state, pool, severity, code, text);
    }

    public AlertFilter only(@Nullable Severity severity) {
        return new AlertFilter(state, pool, severity, code, text);
    }
}
