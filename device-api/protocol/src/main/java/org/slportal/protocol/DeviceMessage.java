package org.slportal.protocol;

/**
 * What a device signs: header, the nonce once more, and the body as JSON text.
 *
 * @param requestData JSON of one {@link RequestData}; read it with {@link MessageCodec#decodeData} once the type is known
 */
public record DeviceMessage(RequestHeader header, String nonce, String requestData) {

    public DeviceMessage {
        header = Fields.required("header", header);
        nonce = Fields.nonce(nonce);
        requestData = Fields.required("request_data", requestData);
        if (!nonce.equals(header.nonce())) {
            throw new InvalidFieldException("nonce", "The nonce differs from the one in the header.");
        }
    }

    /** Without the body, which may hold a registration token. */
    @Override
    public String toString() {
        return "DeviceMessage[" + header.requestType() + " " + header.sudi().udi() + " nonce " + nonce + "]";
    }
}
