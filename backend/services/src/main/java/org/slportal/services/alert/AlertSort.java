package org.slportal.services.alert;

/** What the alert list can be sorted by. */
public enum AlertSort {
    /** Severity, then what is due first. */
    SEVERITY,
    RAISED_AT
}
