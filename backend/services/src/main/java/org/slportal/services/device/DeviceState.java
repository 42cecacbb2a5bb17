package org.slportal.services.device;

/** What product instances can be filtered by. */
public enum DeviceState {
    /** Registered, and has asked for no licence yet. */
    REGISTERED,
    AUTHORIZED,
    OUT_OF_COMPLIANCE,
    AUTHORIZATION_EXPIRED,
    /** Asked for an export-restricted licence it may not have. */
    NOT_AUTHORIZED,
    STALE_30,
    STALE_60,
    STALE_90;

    /** Not heard for more than so many days; 0: not a state of silence. */
    public int staleDays() {
        return switch (this) {
            case STALE_30 -> 30;
            case STALE_60 -> 60;
            case STALE_90 -> 90;
            case REGISTERED, AUTHORIZED, OUT_OF_COMPLIANCE, AUTHORIZATION_EXPIRED, NOT_AUTHORIZED -> 0;
        };
    }
}
