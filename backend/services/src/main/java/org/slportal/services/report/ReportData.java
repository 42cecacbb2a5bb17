package org.slportal.services.report;

/** What somebody saves of a report. @param shared everybody in the account may run it, each within their own rights */
public record ReportData(String name, String description, boolean shared, ReportRequest request) {}
