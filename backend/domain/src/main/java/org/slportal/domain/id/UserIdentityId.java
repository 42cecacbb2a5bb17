package org.slportal.domain.id;

/** Identifies somebody's account at an OpenID Connect provider, linked to them here. */
public record UserIdentityId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
