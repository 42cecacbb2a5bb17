package org.slportal.agent.engine;

/** What came of the order to start or stop a conversion. */
public enum ConversionOrder {
    STARTED,
    STOPPED,
    /** Stopped here, but the portal has it and finishes it. */
    STOPPED_PARTIALLY,
    NOT_REGISTERED,
    NOT_SUPPORTED,
    /** Ordered before and not yet taken by the portal. */
    ALREADY_STARTED,
    /** Taken by the portal and not yet answered. */
    ALREADY_IN_PROGRESS,
    ALREADY_CONVERTED,
    NONE_IN_PROGRESS
}
