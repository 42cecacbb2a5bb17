package org.slportal.domain.id;

/** Identifies a transfer of licences between two Virtual Accounts. */
public record LicenseTransferId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
