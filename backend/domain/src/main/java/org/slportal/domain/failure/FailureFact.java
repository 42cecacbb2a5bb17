package org.slportal.domain.failure;

/** What a printed line names besides the failure itself, in the order it is shown. */
public enum FailureFact {
    SERIAL_NUMBER("serialNumber"),
    PID("pid"),
    SOFTWARE_ID("softwareId"),
    /** When the device believed to send the message: ISO 8601, UTC. Printed in epoch milliseconds. */
    DEVICE_TIME("deviceTime"),
    /** Abbreviated: whoever reads over somebody's shoulder must not be able to use it. */
    TOKEN("token"),
    PRODUCT_INSTANCE("productInstanceIdentifier"),
    TAG("entitlementTag"),
    URL("url"),
    /** Of the call-home software, such as {@code 205 : Request Aborted}. */
    TRANSPORT_ERROR("transportError"),
    HTTP_STATUS("httpStatus"),
    /** Serial number of a certificate, in hexadecimal. */
    CERTIFICATE("certificate"),
    VALID_FROM("validFrom"),
    VALID_UNTIL("validUntil"),
    TRUSTPOINT("trustpoint"),
    TIME_LEFT("timeLeft"),
    /** Of a message, the part that was refused. */
    FIELD("field"),
    /** The mnemonic of a log message nobody knows. */
    MNEMONIC("mnemonic"),
    /** The device's own words for a reason nobody knows. */
    REASON("reason");

    private final String code;

    FailureFact(String code) {
        this.code = code;
    }

    /** The name programs know it by. */
    public String code() {
        return code;
    }
}
