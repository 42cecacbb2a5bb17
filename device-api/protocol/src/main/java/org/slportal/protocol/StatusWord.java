package org.slportal.protocol;

/** The status words of an answer, byte for byte. Source: published debug logs. */
public final class StatusWord {

    public static final String OK = "OK";
    /** Accepted; ask again for the result. */
    public static final String OK_POLL = "OK_POLL";
    /** Not now; send the same again later. */
    public static final String OK_TRY_AGAIN = "OK_TRY_AGAIN";
    /** Refused; the failure reason says why. */
    public static final String FAILED = "FAILED";
    /** The request itself is wrong: a missing or invalid field, a wrong signature, an unknown type. */
    public static final String LS_INVALID_DATA = "LS_INVALID_DATA";

    public static final String NO_DATA_TO_PROCESS = "NO DATA TO PROCESS";

    private StatusWord() {}
}
