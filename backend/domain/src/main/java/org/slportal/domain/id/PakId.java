package org.slportal.domain.id;

/** Identifies a Product Activation Key. */
public record PakId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
