package org.slportal.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The outer JSON: {@code {"signature":{"type","value"},"credential":null,"request":"…"}}, with {@code response} in place of {@code
 * request} in answers. It is the attachment of an {@link Envelope}, or by itself the body of the JSON transport.
 */
public final class SignedMessageCodec {

    /** RSA-4096, the largest key anyone signs with. */
    private static final int MAX_SIGNATURE_BYTES = 512;

    private SignedMessageCodec() {}

    public static String encodeRequest(SignedMessage message) {
        return ProtocolJson.write(new SignedRequest(signature(message), null, message.payload()));
    }

    public static String encodeResponse(SignedMessage message) {
        return ProtocolJson.write(new SignedResponse(signature(message), null, message.payload()));
    }

    /**
     * Reads without verifying.
     *
     * @throws MalformedMessageException if it is not such JSON
     */
    public static SignedMessage decodeRequest(String json) {
        SignedRequest wire = ProtocolJson.read(json, SignedRequest.class, "message");
        return decoded(wire.signature(), Fields.text("request", wire.request(), EnvelopeCodec.MAX_MESSAGE_BYTES));
    }

    /** The JSON transport: the same as UTF-8 bytes, at most {@link EnvelopeCodec#MAX_MESSAGE_BYTES}. */
    public static SignedMessage decodeRequest(byte[] body) {
        return decodeRequest(text(body));
    }

    /**
     * Reads without verifying.
     *
     * @throws MalformedMessageException if it is not such JSON
     */
    public static SignedMessage decodeResponse(String json) {
        SignedResponse wire = ProtocolJson.read(json, SignedResponse.class, "message");
        return decoded(wire.signature(), Fields.text("response", wire.response(), EnvelopeCodec.MAX_MESSAGE_BYTES));
    }

    /** See {@link #decodeRequest(byte[])}. */
    public static SignedMessage decodeResponse(byte[] body) {
        return decodeResponse(text(body));
    }

    /** Bytes as text, within the limit and only if they are valid UTF-8. */
    static String text(byte[] body) {
        if (body.length > EnvelopeCodec.MAX_MESSAGE_BYTES) {
            throw new MalformedMessageException(
                    "The message is larger than " + EnvelopeCodec.MAX_MESSAGE_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException("The message is not UTF-8 text", e);
        }
    }

    private static WireSignature signature(SignedMessage message) {
        return new WireSignature(message.signatureType(), Base64.getEncoder().encodeToString(message.signature()));
    }

    private static SignedMessage decoded(@Nullable WireSignature signature, String payload) {
        WireSignature present = Fields.required("signature", signature);
        String type = Fields.text("type", present.type(), 32);
        if (!type.equals(SignedMessage.SHA_256)) {
            throw new InvalidFieldException("type", "The signature type is not " + SignedMessage.SHA_256 + ".");
        }
        String value = Fields.text("value", present.value(), MAX_SIGNATURE_BYTES * 4 / 3 + 4);
        try {
            return new SignedMessage(type, Base64.getDecoder().decode(value), payload);
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidFieldException("value", "The signature value is not Base64.");
        }
    }

    private record WireSignature(
            @Nullable String type, @Nullable String value) {}

    private record SignedRequest(
            @Nullable WireSignature signature,
            @Nullable Object credential,
            @Nullable String request) {}

    private record SignedResponse(
            @Nullable WireSignature signature,
            @Nullable Object credential,
            @Nullable String response) {}
}
