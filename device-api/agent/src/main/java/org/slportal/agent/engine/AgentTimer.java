package org.slportal.agent.engine;

import java.time.Instant;

/** Wakes the agent once. Arming again replaces what was armed before. */
public interface AgentTimer {

    /** Runs {@code wake} as soon as the agent's clock has reached that instant; at once if it already has. */
    void arm(Instant when, Runnable wake);

    /** Forgets what was armed. */
    void disarm();
}
