package org.slportal.domain.id;

/** Identifies one sign-in of a person, until it ends. */
public record SignInSessionId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
