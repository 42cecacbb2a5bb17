package org.slportal.services.report;

/** One bar of a report's chart. @param label empty for what has no name */
public record ReportBar(String label, long value) {}
