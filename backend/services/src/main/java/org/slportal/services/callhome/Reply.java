package org.slportal.services.callhome;

/** What a device is told. */
public sealed interface Reply {

    /** @param answer the signed text as stored; a repeated message gets exactly it again */
    record Answered(String answer) implements Reply {}

    /** Nothing was changed. @param reason the failure string the device prints */
    record Refused(Refusal refusal, String reason) implements Reply {}

    /** Machine-readable class of a refusal. */
    enum Refusal {
        INVALID_TOKEN,
        ALREADY_REGISTERED,
        INVALID_CSR,
        SIGNATURE,
        MISSING_FIELD,
        NOT_REGISTERED,
        CERTIFICATE_EXPIRED,
        NONCE_REUSED,
        UNKNOWN_CONVERSION,
        TRY_AGAIN
    }
}
