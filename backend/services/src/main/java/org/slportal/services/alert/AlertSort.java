package org.slportal.services.alert;

/** What the alert list can be sorted by. */
public enum AlertSort {
    /** Severity, then what is due first. */
    SEVERITY,
    RAISED_AT,
    /** Only what is cleared has one; the last first when descending. */
    CLEARED_AT
}
