package org.slportal.services.report;

/** Reports have one order, the one their index has: a million rows cannot be sorted while somebody waits. */
public enum ReportOrder {
    NATURAL
}
