package org.slportal.domain.id;

/** Identifies a saved report. */
public record ReportId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
