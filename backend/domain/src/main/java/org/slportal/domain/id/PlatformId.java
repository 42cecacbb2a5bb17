package org.slportal.domain.id;

/** Identifies a device platform of the catalogue. */
public record PlatformId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
