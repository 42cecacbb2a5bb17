package org.slportal.domain.id;

/** Identifies a request for access to a Smart Account. */
public record AccessRequestId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
