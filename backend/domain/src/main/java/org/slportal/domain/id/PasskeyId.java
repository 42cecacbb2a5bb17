package org.slportal.domain.id;

/** Identifies a person's passkey. */
public record PasskeyId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
