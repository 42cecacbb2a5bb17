package org.slportal.services.event;

/** How an act ended. */
public enum Outcome {
    DONE,
    REFUSED,
    FAILED
}
