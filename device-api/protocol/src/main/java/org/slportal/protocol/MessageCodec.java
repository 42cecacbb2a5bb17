package org.slportal.protocol;

/**
 * Messages and their bodies as the JSON text that is signed. Encoding is deterministic; decoding never re-serialises, so the text that
 * was received is the text to verify.
 */
public final class MessageCodec {

    private MessageCodec() {}

    /** The text to sign. */
    public static String encodeMessage(DeviceMessage message) {
        return ProtocolJson.write(message);
    }

    /**
     * Reads what was signed.
     *
     * @throws MalformedMessageException with a public reason; an {@link InvalidFieldException} names the field
     */
    public static DeviceMessage decodeMessage(String payload) {
        return ProtocolJson.read(payload, DeviceMessage.class, "request");
    }

    /** The text to sign. */
    public static String encodeAnswer(DeviceAnswer answer) {
        return ProtocolJson.write(answer);
    }

    /**
     * Reads what was signed.
     *
     * @throws MalformedMessageException with a public reason; an {@link InvalidFieldException} names the field
     */
    public static DeviceAnswer decodeAnswer(String payload) {
        return ProtocolJson.read(payload, DeviceAnswer.class, "response");
    }

    /** The {@code request_data} of a message. */
    public static String encodeData(RequestData data) {
        return ProtocolJson.write(data);
    }

    /**
     * Reads the body of that type.
     *
     * @throws MalformedMessageException also for a type that has no body in this version
     */
    public static RequestData decodeData(RequestType type, String requestData) {
        return switch (type) {
            case REGISTRATION -> ProtocolJson.read(requestData, RegistrationData.class, "request_data");
            case ENTITLEMENT -> ProtocolJson.read(requestData, EntitlementData.class, "request_data");
            case ID_CERT_RENEW -> ProtocolJson.read(requestData, IdCertificateRenewalData.class, "request_data");
            case DEREGISTRATION -> ProtocolJson.read(requestData, DeregistrationData.class, "request_data");
            case CONVERSION -> ProtocolJson.read(requestData, ConversionData.class, "request_data");
            case CONVERSION_POLL -> ProtocolJson.read(requestData, ConversionPollData.class, "request_data");
            case THIRD_PARTY_KEY -> throw withoutBody(type);
        };
    }

    /** The {@code response_data} of an answer. */
    public static String encodeResult(ResponseData data) {
        return ProtocolJson.write(data);
    }

    /**
     * Reads the body of that type that comes with {@link StatusWord#OK}.
     *
     * @throws MalformedMessageException also for a type that has no body in this version
     */
    public static ResponseData decodeResult(RequestType type, String responseData) {
        return switch (type) {
            case REGISTRATION -> ProtocolJson.read(responseData, RegistrationResult.class, "response_data");
            case ENTITLEMENT -> ProtocolJson.read(responseData, EntitlementResult.class, "response_data");
            case ID_CERT_RENEW -> ProtocolJson.read(responseData, IdCertificateRenewalResult.class, "response_data");
            case DEREGISTRATION -> ProtocolJson.read(responseData, DeregistrationResult.class, "response_data");
            case CONVERSION, CONVERSION_POLL ->
                ProtocolJson.read(responseData, ConversionResult.class, "response_data");
            case THIRD_PARTY_KEY -> throw withoutBody(type);
        };
    }

    /**
     * Reads the body that comes with {@link StatusWord#OK_POLL}.
     *
     * @throws MalformedMessageException with a public reason; an {@link InvalidFieldException} names the field
     */
    public static ConversionPending decodePending(String responseData) {
        return ProtocolJson.read(responseData, ConversionPending.class, "response_data");
    }

    private static InvalidFieldException withoutBody(RequestType type) {
        return new InvalidFieldException("request_type", "The request type " + type + " is not supported.");
    }
}
