package org.slportal.domain.id;

/** Identifies an OAuth 2.0 client of the management API. */
public record ApiClientId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
