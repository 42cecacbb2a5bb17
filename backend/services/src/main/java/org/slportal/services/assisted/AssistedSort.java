package org.slportal.services.assisted;

/** What the list of requests can be sorted by. */
public enum AssistedSort {
    REQUESTED_AT
}
