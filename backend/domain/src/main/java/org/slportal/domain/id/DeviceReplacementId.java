package org.slportal.domain.id;

/** Key of a replacement that is still to come. */
public record DeviceReplacementId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
