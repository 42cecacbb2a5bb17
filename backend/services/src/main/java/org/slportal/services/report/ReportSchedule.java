package org.slportal.services.report;

/** When a report goes out by e-mail, and as what. @param hour of the day in UTC, 0 to 23 */
public record ReportSchedule(Frequency frequency, int hour, FileFormat format) {}
