package org.slportal.agent.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slportal.agent.engine.AgentTimer;

/**
 * The time the licensing software works with. It follows the device's clock between two acts and never within one, so that a clock set while a
 * message is under way does not tear the act apart.
 */
final class AgentClock implements InstantSource {

    private final InstantSource source;
    private volatile Duration offset;

    AgentClock(InstantSource source, Duration offset) {
        this.source = source;
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(offset);
    }

    /** Goes along with the device's clock; how far it moved. */
    Duration adopt(Duration fresh) {
        Duration by = fresh.minus(offset);
        offset = fresh;
        return by;
    }

    /** A timer of the true time, told in this clock's. */
    AgentTimer over(AgentTimer timer) {
        return new AgentTimer() {
            @Override
            public void arm(Instant when, Runnable wake) {
                timer.arm(when.minus(offset), wake);
            }

            @Override
            public void disarm() {
                timer.disarm();
            }
        };
    }
}
