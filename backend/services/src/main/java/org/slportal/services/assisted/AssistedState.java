package org.slportal.services.assisted;

/** How far a request for an assisted conversion has come. */
public enum AssistedState {
    OPEN,
    IN_PROGRESS,
    DONE,
    DECLINED,
    WITHDRAWN;

    /** Whether something may still happen to it. */
    public boolean isOpen() {
        return this == OPEN || this == IN_PROGRESS;
    }
}
