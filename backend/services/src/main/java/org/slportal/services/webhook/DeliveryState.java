package org.slportal.services.webhook;

/** What became of one message. */
public enum DeliveryState {
    WAITING,
    DELIVERED,
    GIVEN_UP
}
