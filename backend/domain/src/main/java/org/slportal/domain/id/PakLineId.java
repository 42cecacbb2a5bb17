package org.slportal.domain.id;

/** Identifies one SKU line of a PAK. */
public record PakLineId(long value) implements TraditionalLineId {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
