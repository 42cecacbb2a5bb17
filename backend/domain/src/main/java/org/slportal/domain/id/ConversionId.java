package org.slportal.domain.id;

/** Identifies one act of conversion. */
public record ConversionId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
