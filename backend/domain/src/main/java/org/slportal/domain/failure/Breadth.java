package org.slportal.domain.failure;

/** How much a printed text tells, the most first. What tells less is left out where something that tells more says the same. */
enum Breadth {
    /** Why. */
    REASON,
    /** That something failed; left out if the same statement says why. */
    MESSAGE,
    /** What state the device is in; left out if anything in the text says what failed. */
    STATE
}
