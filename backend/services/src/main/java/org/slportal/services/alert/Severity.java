package org.slportal.services.alert;

/** How urgent an alert is; the order is the order of the list. */
public enum Severity {
    MAJOR,
    MINOR,
    INFO
}
