package org.slportal.domain.id;

/** Identifies a letter that waits to be sent. */
public record OutgoingMailId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
