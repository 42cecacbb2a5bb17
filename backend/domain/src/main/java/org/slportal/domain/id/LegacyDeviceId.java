package org.slportal.domain.id;

/** Identifies a device with traditional licences. */
public record LegacyDeviceId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
