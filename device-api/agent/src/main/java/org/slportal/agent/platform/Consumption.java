package org.slportal.agent.platform;

/** How many of a licence a topology consumes. */
public enum Consumption {
    /** One for each switch of a stack or of a StackWise Virtual pair. */
    PER_MEMBER,
    /** One for each supervisor of a modular chassis. */
    PER_SUPERVISOR,
    /** One for each chassis, however many supervisors it has. */
    PER_CHASSIS
}
