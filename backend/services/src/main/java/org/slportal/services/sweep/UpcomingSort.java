package org.slportal.services.sweep;

/** What the timeline can be sorted by. */
public enum UpcomingSort {
    TIME
}
