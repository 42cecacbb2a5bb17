package org.slportal.services.webhook;

/** What the delivery log can be sorted by. */
public enum DeliverySort {
    /** The last first when descending. */
    CREATED
}
