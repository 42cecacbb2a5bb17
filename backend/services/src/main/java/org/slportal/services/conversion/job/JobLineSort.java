package org.slportal.services.conversion.job;

/** What the lines of a bulk conversion can be sorted by. */
public enum JobLineSort {
    NUMBER
}
