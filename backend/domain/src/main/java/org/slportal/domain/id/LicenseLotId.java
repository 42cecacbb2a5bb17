package org.slportal.domain.id;

/** Identifies the licences of one pool that have the same term. */
public record LicenseLotId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
