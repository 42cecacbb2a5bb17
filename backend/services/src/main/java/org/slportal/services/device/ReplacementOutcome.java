package org.slportal.services.device;

/** What became of a replacement that was asked for. */
public enum ReplacementOutcome {
    /** The new chassis is not registered yet. */
    WAITS,
    /** It was registered already. */
    DONE
}
