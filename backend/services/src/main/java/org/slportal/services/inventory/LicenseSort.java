package org.slportal.services.inventory;

/** What the licence list can be sorted by. */
public enum LicenseSort {
    NAME,
    OWNED,
    IN_USE,
    BALANCE
}
