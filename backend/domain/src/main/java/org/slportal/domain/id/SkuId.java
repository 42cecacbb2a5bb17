package org.slportal.domain.id;

/** Identifies a stock keeping unit of the catalogue. */
public record SkuId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
