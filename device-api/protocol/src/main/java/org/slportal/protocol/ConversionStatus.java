package org.slportal.protocol;

/** What became of the legacy licences of one chassis. The names are the words on the wire. */
public enum ConversionStatus {
    CONVERT_SUCCESS,
    CONVERT_FAILED,
    /** They had been converted before, by whatever road; nothing was deposited now. */
    ALREADY_CONVERTED
}
