package org.slportal.services.conversion.job;

/** What bulk conversions can be sorted by. They are numbered in order of time. */
public enum JobSort {
    TIME
}
