package org.slportal.services.dlc;

/** How a report came. The names are those of the database. */
public enum DlcOrigin {
    /** The device itself, over call-home. */
    DEVICE,
    API,
    FILE
}
