package org.slportal.services.report;

/** What saved reports can be sorted by. */
public enum SavedReportSort {
    NAME,
    KIND,
    OWNER
}
