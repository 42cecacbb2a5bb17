package org.slportal.domain.id;

/** Identifies a registration token. */
public record RegistrationTokenId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
