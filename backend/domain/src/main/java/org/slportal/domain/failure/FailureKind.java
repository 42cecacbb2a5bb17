package org.slportal.domain.failure;

import java.util.OptionalInt;

/**
 * Everything a device can say about its licensing that the portal knows the meaning of. What it means, why it happens and what to do is
 * in {@link FailureTexts}.
 *
 * <p>Source: the vendor's troubleshooting guide (the nine scenarios), its message catalogue, and what the simulated switch prints.
 */
public enum FailureKind {
    ALREADY_REGISTERED(1, Screen.PRODUCT_INSTANCES),
    /** The same, and the held product instance has licences in use. */
    ALREADY_REGISTERED_IN_USE(1, Screen.PRODUCT_INSTANCES),
    /** The device itself says that it is registered. */
    REGISTERED_ON_DEVICE(0, Screen.PRODUCT_INSTANCES),

    TRY_AGAIN(2, Screen.TOKENS),
    TOKEN_NOT_VALID(0, Screen.TOKENS),
    TOKEN_EXPIRED(0, Screen.TOKENS),

    CLOCK_OFFSET(3, Screen.LAB_CLOCK),
    CERTIFICATE_NOT_YET_VALID(3, Screen.LAB_CLOCK),
    CLOCK_NOT_TRUSTED(3, Screen.LAB_CLOCK),
    CLOCK_LEFT_REGISTRATION(0, Screen.LAB_CLOCK),

    TRANSPORT_NOT_AVAILABLE(4, Screen.PRODUCT_INSTANCES),
    CALL_HOME_NOT_ENABLED(4, Screen.PRODUCT_INSTANCES),

    HTTP_SEND_FAILED(5, Screen.PRODUCT_INSTANCES),
    UNRESOLVED_HOST(5, Screen.PRODUCT_INSTANCES),
    UNREACHABLE(5, Screen.PRODUCT_INSTANCES),
    CONNECTION_TIMED_OUT(5, Screen.PRODUCT_INSTANCES),
    REQUEST_ABORTED(5, Screen.PRODUCT_INSTANCES),
    TRANSPORT_ERROR(5, Screen.PRODUCT_INSTANCES),
    MESSAGE_NOT_SENT(5, Screen.PRODUCT_INSTANCES, Verdict.FAILURE, Breadth.MESSAGE),
    EMPTY_RESPONSE(0, Screen.EVENT_LOG),
    RESPONSE_ERROR(0, Screen.EVENT_LOG),
    RESPONSE_MISMATCH(0, Screen.EVENT_LOG),
    HTTP_SERVER_ERROR(0, Screen.EVENT_LOG),
    COMMUNICATION_FAILED(0, Screen.PRODUCT_INSTANCES, Verdict.FAILURE, Breadth.MESSAGE),

    SIGNING_CERTIFICATE_EXPIRED(6, Screen.SATELLITES),
    MISSING_SERIAL(6, Screen.SATELLITES, Verdict.FAILURE, Breadth.MESSAGE),
    INVALID_DATA(6, Screen.SATELLITES, Verdict.FAILURE, Breadth.MESSAGE),

    WAITING_FOR_REPLY(7, Screen.PRODUCT_INSTANCES),
    CRL_FETCH_FAILED(7, Screen.PRODUCT_INSTANCES),
    CERTIFICATE_VALIDATION_FAILED(0, Screen.NONE),
    CERTIFICATE_EXPIRED(0, Screen.LAB_CLOCK),
    CERTIFICATE_REVOKED(0, Screen.NONE),

    OUT_OF_COMPLIANCE(8, Screen.LICENSES),
    IN_OVERAGE(0, Screen.LICENSES, Verdict.WARNING, Breadth.REASON),
    INVALID_TAG(0, Screen.CATALOGUE),

    SIGNATURE_MISMATCH(9, Screen.TOKENS),

    /** The portal does not hold the product instance. */
    NOT_REGISTERED(0, Screen.TOKENS),
    /** What the terminal answers to a command that needs a registration. */
    AGENT_NOT_REGISTERED(0, Screen.TOKENS),
    ID_CERTIFICATE_EXPIRED(0, Screen.TOKENS),
    ID_CERTIFICATE_EXPIRES(0, Screen.PRODUCT_INSTANCES, Verdict.WARNING, Breadth.REASON),
    AUTHORIZATION_EXPIRED(0, Screen.ALERTS),
    EVALUATION_EXPIRES(0, Screen.TOKENS, Verdict.WARNING, Breadth.REASON),
    EVALUATION_EXPIRED(0, Screen.TOKENS),

    CONFIG_NOT_SAVED(0, Screen.NONE, Verdict.WARNING, Breadth.REASON),
    KEYS_NOT_SAVED(0, Screen.NONE, Verdict.WARNING, Breadth.REASON),
    STANDBY_OUT_OF_SYNC(0, Screen.NONE, Verdict.WARNING, Breadth.REASON),
    SERVER_TOO_OLD(0, Screen.SATELLITES, Verdict.WARNING, Breadth.REASON),
    EXPORT_NOT_ALLOWED(0, Screen.TOKENS, Verdict.WARNING, Breadth.REASON),

    CONVERSION_ALREADY_DONE(0, Screen.DEVICE_LED_CONVERSION, Verdict.WARNING, Breadth.REASON),
    CONVERSION_DISABLED(0, Screen.DEVICE_LED_CONVERSION),
    CONVERSION_NOT_SUPPORTED(0, Screen.DEVICE_LED_CONVERSION),
    CONVERSION_BELONGS_ELSEWHERE(0, Screen.DEVICE_LED_CONVERSION),
    CONVERSION_UNKNOWN_PRODUCT(0, Screen.CATALOGUE),
    CONVERSION_NOTHING(0, Screen.DEVICE_LED_CONVERSION, Verdict.WARNING, Breadth.REASON),
    CONVERSION_NOT_ELIGIBLE(0, Screen.DEVICE_LED_CONVERSION),
    CONVERSION_FAILED(0, Screen.DEVICE_LED_CONVERSION, Verdict.FAILURE, Breadth.MESSAGE),

    REGISTRATION_FAILED(0, Screen.EVENT_LOG, Verdict.FAILURE, Breadth.MESSAGE),
    AUTHORIZATION_FAILED(0, Screen.EVENT_LOG, Verdict.FAILURE, Breadth.MESSAGE),
    ID_CERTIFICATE_RENEWAL_FAILED(0, Screen.EVENT_LOG, Verdict.FAILURE, Breadth.MESSAGE),
    DEREGISTRATION_FAILED(0, Screen.PRODUCT_INSTANCES, Verdict.FAILURE, Breadth.MESSAGE),
    FIELD_REFUSED(0, Screen.EVENT_LOG, Verdict.FAILURE, Breadth.MESSAGE),
    FAILURE_STATUS(0, Screen.EVENT_LOG, Verdict.FAILURE, Breadth.MESSAGE),
    /** A failure reason, in words nobody knows. */
    OTHER_REASON(0, Screen.EVENT_LOG, Verdict.UNKNOWN, Breadth.MESSAGE),
    /** A log message of the licensing, call-home or PKI software nobody knows. */
    OTHER_MESSAGE(0, Screen.NONE, Verdict.UNKNOWN, Breadth.MESSAGE),

    ATTEMPT_FAILED(0, Screen.EVENT_LOG, Verdict.FAILURE, Breadth.STATE),
    /** With the evaluation period that goes with it. */
    UNREGISTERED(0, Screen.TOKENS, Verdict.WARNING, Breadth.STATE),

    IN_COMPLIANCE(0, Screen.LICENSES, Verdict.WELL, Breadth.REASON),
    REGISTERED(0, Screen.PRODUCT_INSTANCES, Verdict.WELL, Breadth.REASON),
    AUTHORIZATION_RENEWED(0, Screen.PRODUCT_INSTANCES, Verdict.WELL, Breadth.REASON),
    COMMUNICATION_RESTORED(0, Screen.PRODUCT_INSTANCES, Verdict.WELL, Breadth.REASON),
    ID_CERTIFICATE_RENEWED(0, Screen.PRODUCT_INSTANCES, Verdict.WELL, Breadth.REASON),
    DEREGISTERED(0, Screen.PRODUCT_INSTANCES, Verdict.WELL, Breadth.REASON),
    CONVERTED(0, Screen.LICENSES, Verdict.WELL, Breadth.REASON),
    IN_PROGRESS(0, Screen.PRODUCT_INSTANCES, Verdict.WELL, Breadth.REASON),
    /** The software says what it does. */
    ORDINARY(0, Screen.EVENT_LOG, Verdict.WELL, Breadth.REASON),

    /** Nothing in the whole text is known. */
    UNKNOWN(0, Screen.NONE, Verdict.UNKNOWN, Breadth.MESSAGE);

    private final int scenario;
    private final Screen screen;
    private final Verdict verdict;
    private final Breadth breadth;

    FailureKind(int scenario, Screen screen) {
        this(scenario, screen, Verdict.FAILURE, Breadth.REASON);
    }

    FailureKind(int scenario, Screen screen, Verdict verdict, Breadth breadth) {
        this.scenario = scenario;
        this.screen = screen;
        this.verdict = verdict;
        this.breadth = breadth;
    }

    /** Number of the failure scenario it belongs to, 1 to 9; empty for its relatives. */
    public OptionalInt scenario() {
        return scenario == 0 ? OptionalInt.empty() : OptionalInt.of(scenario);
    }

    public Screen screen() {
        return screen;
    }

    public Verdict verdict() {
        return verdict;
    }

    Breadth breadth() {
        return breadth;
    }
}
