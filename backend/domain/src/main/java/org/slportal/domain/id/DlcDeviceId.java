package org.slportal.domain.id;

/** Identifies what one chassis reported of its traditional licences. */
public record DlcDeviceId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
