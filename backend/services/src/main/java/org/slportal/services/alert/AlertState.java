package org.slportal.services.alert;

/** Which alerts a list shows. */
public enum AlertState {
    /** Neither cleared nor asleep. */
    OPEN,
    /** Open, but nobody wants to see them for a while. */
    SNOOZED,
    CLEARED
}
