package org.slportal.domain.id;

/** Identifies a conversion of many lines. */
public record ConversionJobId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
