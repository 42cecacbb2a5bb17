package org.slportal.domain.id;

/** Identifies an event. */
public record EventId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
