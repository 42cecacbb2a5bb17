package org.slportal.domain.id;

/** Identifies a row of the ledger. */
public record LicenseTransactionId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
