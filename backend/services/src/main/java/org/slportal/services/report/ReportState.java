package org.slportal.services.report;

/** What a report can be limited to. */
public enum ReportState {
    /** Of licences: more needed than owned. */
    SHORT,
    AUTHORIZED,
    OUT_OF_COMPLIANCE,
    AUTHORIZATION_EXPIRED,
    /** Not heard of for more than 30 days, whatever was last answered. */
    NOT_HEARD
}
