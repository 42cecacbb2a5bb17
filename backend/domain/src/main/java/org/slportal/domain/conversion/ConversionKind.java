package org.slportal.domain.conversion;

import org.slportal.domain.license.TransactionSource;

/** The road a conversion took, and how the ledger names what came over it. */
public enum ConversionKind {
    PAK(TransactionSource.PAK_MIGRATION),
    DEVICE(TransactionSource.DEVICE_MIGRATION),
    /** Led by the device itself, over call-home or from a file of what devices reported. */
    DLC(TransactionSource.DLC_MIGRATION),
    /** By somebody's hand, for what no rule covers. */
    MANUAL(TransactionSource.MANUAL);

    private final TransactionSource source;

    ConversionKind(TransactionSource source) {
        this.source = source;
    }

    public TransactionSource source() {
        return source;
    }
}
