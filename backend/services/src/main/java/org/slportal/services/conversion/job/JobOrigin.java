package org.slportal.services.conversion.job;

/** How a bulk conversion came about. */
public enum JobOrigin {
    /** One run of the wizard, held for a second person. */
    WIZARD,
    SELECTION,
    FILE,
    /** By the automatic conversion settings. */
    AUTOMATIC
}
