package org.slportal.services.transfer;

/** Which licences go first where no lot is named. What has begun goes before what is still to begin. */
public enum Precedence {
    /** Perpetual ones, then those that last longest. */
    LONGEST_TERM_FIRST,
    /** Those that end first, perpetual ones last. */
    EARLIEST_END_FIRST
}
