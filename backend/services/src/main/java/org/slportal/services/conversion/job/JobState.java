package org.slportal.services.conversion.job;

/** Where a bulk conversion stands. */
public enum JobState {
    /** For the consent of somebody else. */
    WAITING,
    RUNNING,
    DONE,
    DECLINED,
    /** What was converted before stays converted. */
    CANCELLED;

    /** Whether something may still be converted. */
    public boolean isOpen() {
        return this == WAITING || this == RUNNING;
    }
}
