package org.slportal.services.dashboard;

/**
 * Product instances by what they were last answered.
 *
 * @param other registered, and never authorized or only for unknown tags
 * @param silent those of them not heard of for more than 30 days
 */
public record DeviceStates(long authorized, long outOfCompliance, long expired, long other, long silent) {

    public static final DeviceStates NONE = new DeviceStates(0, 0, 0, 0, 0);

    public long total() {
        return authorized + outOfCompliance + expired + other;
    }
}
