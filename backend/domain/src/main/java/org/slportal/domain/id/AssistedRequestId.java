package org.slportal.domain.id;

/** Identifies a request to convert something by hand. */
public record AssistedRequestId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
