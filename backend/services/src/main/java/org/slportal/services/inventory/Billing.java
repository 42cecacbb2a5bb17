package org.slportal.services.inventory;

/** How a licence is paid for; the words of the management API's billingType. */
public enum Billing {
    PREPAID,
    USAGE
}
