package org.slportal.domain.id;

/** Identifies a label of an account. */
public record TagId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
