package org.slportal.services.client;

import java.time.Duration;

/** An OAuth 2.0 access token; opaque, stored only as a hash. */
public record IssuedAccessToken(String token, Duration validity) {

    @Override
    public String toString() {
        return "IssuedAccessToken";
    }
}
