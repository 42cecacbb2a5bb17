package org.slportal.domain.id;

/** Identifies a Smart Account (the tenant). */
public record SmartAccountId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
