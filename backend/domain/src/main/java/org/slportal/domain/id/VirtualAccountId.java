package org.slportal.domain.id;

/** Identifies a Virtual Account (a pool inside a Smart Account). */
public record VirtualAccountId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
