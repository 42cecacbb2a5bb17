package org.slportal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A payload and the signature over exactly its UTF-8 bytes.
 *
 * @param signatureType always {@value #SHA_256} in this version
 * @param signature raw bytes: 256 for RSA-2048, about 70 for ECDSA P-256
 * @param payload the JSON text as it was signed; never re-serialise it before verifying
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, and compared by content
public record SignedMessage(String signatureType, byte[] signature, String payload) {

    public static final String SHA_256 = "SHA-256";

    public SignedMessage {
        signature = signature.clone();
    }

    /** Signs a payload. */
    public static SignedMessage sign(String payload, MessageSigner signer) {
        return new SignedMessage(SHA_256, signer.sign(payload.getBytes(StandardCharsets.UTF_8)), payload);
    }

    /** Whether the owner of the verifier's key signed exactly this payload. */
    public boolean verify(MessageVerifier verifier) {
        return verifier.verify(payload.getBytes(StandardCharsets.UTF_8), signature);
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedMessage that
                && signatureType.equals(that.signatureType)
                && payload.equals(that.payload)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return payload.hashCode();
    }

    /** Without the payload, which may hold a registration token. */
    @Override
    public String toString() {
        return "SignedMessage[" + signatureType + ", " + payload.length() + " characters]";
    }
}
