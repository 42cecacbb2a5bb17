package org.slportal.services.event;

/** What an event log can be sorted by. Events are numbered in order of time. */
public enum EventSort {
    TIME
}
