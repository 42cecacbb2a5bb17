package org.slportal.domain.device;

/** How far the portal has gone about a device that does not speak. */
public enum Silence {
    /** Nothing was done: it speaks, or its time has not come. */
    HEARD,
    /** More than 30 days: an alert is open. */
    WARNED,
    /** More than 90 days without an authorization: its licences went back to the pool. */
    RELEASED
}
