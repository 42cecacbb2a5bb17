package org.slportal.services.inventory;

/** Where a subscription stands today; both its first and its last day belong to it. */
public enum SubscriptionState {
    PENDING,
    ACTIVE,
    EXPIRED
}
