package org.slportal.domain.id;

/** Identifies a switch attached to the lab. */
public record AttachedSwitchId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
