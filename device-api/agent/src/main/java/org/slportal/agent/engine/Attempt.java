package org.slportal.agent.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to get something from the portal.
 *
 * @param failureReason word for word; null when it succeeded
 */
public record Attempt(Instant at, @Nullable String failureReason) {

    public static Attempt succeeded(Instant at) {
        return new Attempt(at, null);
    }

    public static Attempt failed(Instant at, String reason) {
        return new Attempt(at, reason);
    }

    /** SUCCEEDED or FAILED, as the terminal prints it. */
    public String outcome() {
        return failureReason == null ? "SUCCEEDED" : "FAILED";
    }
}
