package org.slportal.services.report;

/** A file to write a report to. */
public enum FileFormat {
    CSV(".csv", "text/csv; charset=utf-8"),
    EXCEL(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String suffix;
    private final String type;

    FileFormat(String suffix, String type) {
        this.suffix = suffix;
        this.type = type;
    }

    public String suffix() {
        return suffix;
    }

    /** Media type. */
    public String type() {
        return type;
    }
}
