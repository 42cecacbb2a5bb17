package org.slportal.domain.failure;

/** How bad a printed line is. */
public enum Verdict {
    /** Something did not work, or will not until somebody acts. */
    FAILURE,
    /** Works, but not for long or not as wanted. */
    WARNING,
    /** Nothing is wrong. */
    WELL,
    /** Nobody knows this line. */
    UNKNOWN
}
