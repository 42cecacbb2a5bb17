package org.slportal.domain.id;

/** Identifies a registered device, stack or HA pair. */
public record ProductInstanceId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
