package org.slportal.domain.id;

/** Identifies a licence of the catalogue, identified on the wire by its entitlement tag. */
public record LicenseId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
