package org.slportal.domain.id;

/** Identifies one grant of a role. */
public record RoleGrantId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
