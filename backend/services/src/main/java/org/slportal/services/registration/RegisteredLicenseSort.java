package org.slportal.services.registration;

/** What the traditional licences can be sorted by. */
public enum RegisteredLicenseSort {
    /** In the order in which devices were added. */
    DEVICE
}
