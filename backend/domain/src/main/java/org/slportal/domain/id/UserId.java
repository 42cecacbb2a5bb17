package org.slportal.domain.id;

/** Identifies a person who signs in. */
public record UserId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
