package org.slportal.services.alert;

/** Open alerts by severity. */
public record AlertCounts(int major, int minor, int info) {

    public int total() {
        return major + minor + info;
    }
}
