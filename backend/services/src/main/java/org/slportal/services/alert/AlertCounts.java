package org.slportal.services.alert;

/** Open alerts by severity, each counted as far as {@link #LIMIT} and one more. */
public record AlertCounts(int major, int minor, int info) {

    /** Beyond it nobody counts: it reads "999+". */
    public static final int LIMIT = 999;

    public static final AlertCounts NONE = new AlertCounts(0, 0, 0);

    public int total() {
        return major + minor + info;
    }

    public int of(Severity severity) {
        return switch (severity) {
            case MAJOR -> major;
            case MINOR -> minor;
            case INFO -> info;
        };
    }
}
