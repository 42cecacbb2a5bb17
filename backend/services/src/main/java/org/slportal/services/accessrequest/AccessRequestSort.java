package org.slportal.services.accessrequest;

/** What requests can be sorted by. */
public enum AccessRequestSort {
    TIME
}
