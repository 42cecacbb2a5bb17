package org.slportal.agent.engine;

import java.time.Instant;
import org.slportal.agent.identity.DeviceKey;

/** A registration that was ordered and has not succeeded. Kept in RAM only, see {@link WorkingMemory}, since it holds the token. */
record PendingRegistration(String token, boolean force, DeviceKey key, Instant nextAttempt) {

    PendingRegistration at(Instant next) {
        return new PendingRegistration(token, force, key, next);
    }

    @Override
    public String toString() {
        return "PendingRegistration[force " + force + ", next " + nextAttempt + "]";
    }
}
