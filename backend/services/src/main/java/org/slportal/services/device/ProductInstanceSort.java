package org.slportal.services.device;

/** What the product instance list can be sorted by. */
public enum ProductInstanceSort {
    NAME,
    PRODUCT,
    LAST_CONTACT
}
