package org.slportal.services.conversion.job;

/** What became of one line. */
public enum JobLineState {
    PENDING,
    CONVERTED,
    REFUSED
}
