package org.slportal.agent.platform;

/** How chassis of a model are put together. */
public enum Topology {
    STACK,
    MODULAR,
    FIXED,
    ROUTER;

    /** Whether the model is configured like a switch: network and DNA levels. */
    public boolean isSwitch() {
        return this != ROUTER;
    }
}
