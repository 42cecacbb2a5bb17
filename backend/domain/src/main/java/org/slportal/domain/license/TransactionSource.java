package org.slportal.domain.license;

/** Why an owned quantity changed. Every change of a pool's owned figure has exactly one ledger row with one of these. */
public enum TransactionSource {
    ORDER,
    PAK_MIGRATION,
    DEVICE_MIGRATION,
    DLC_MIGRATION,
    MANUAL,
    TRANSFER,
    EXPIRY,
    REVERSAL
}
