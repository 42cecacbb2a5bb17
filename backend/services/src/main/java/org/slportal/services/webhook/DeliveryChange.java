package org.slportal.services.webhook;

/** What a message tells of. */
public enum DeliveryChange {
    RAISED,
    CLEARED,
    EVENT,
    TEST
}
