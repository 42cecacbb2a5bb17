package org.slportal.domain.id;

/** Identifies a traditional licence on a device. */
public record LegacyLicenseId(long value) implements TraditionalLineId {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
