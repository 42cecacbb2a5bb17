package org.slportal.services.dlc;

/** Where the report of a device has got to. The names are those of the database. */
public enum DlcState {
    /** Waiting to be converted. */
    RECEIVED,
    CONVERTED,
    FAILED
}
