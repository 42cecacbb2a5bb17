package org.slportal.domain.id;

/** Identifies what a device calls a traditional licence. */
public record DeviceLicenseNameId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
