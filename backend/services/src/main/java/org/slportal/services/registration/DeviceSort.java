package org.slportal.services.registration;

/** What lists of devices can be sorted by. */
public enum DeviceSort {
    ADDED,
    IDENTIFIER,
    FAMILY,
    VIRTUAL_ACCOUNT
}
