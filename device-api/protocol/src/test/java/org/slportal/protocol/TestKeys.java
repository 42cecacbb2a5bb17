package org.slportal.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Fixed keys and certificates of the fixtures: a device's RSA-2048 and a portal's P-256. */
final class TestKeys {

    private TestKeys() {}

    static MessageSigner deviceSigner() {
        return JcaSignature.signer(privateKey("device.pem", "RSA"));
    }

    static MessageVerifier deviceVerifier() {
        return JcaSignature.verifier(publicKey("device.pub.pem", "RSA"));
    }

    static MessageSigner portalSigner() {
        return JcaSignature.signer(privateKey("signing.pem", "EC"));
    }

    static MessageVerifier portalVerifier() {
        return JcaSignature.verifier(publicKey("signing.pub.pem", "EC"));
    }

    static String pem(String name) {
        return new String(Fixture.bytes("keys/" + name), StandardCharsets.US_ASCII);
    }

    private static PrivateKey privateKey(String name, String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der(name)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey publicKey(String name, String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der(name)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] der(String name) {
        return Base64.getMimeDecoder().decode(pem(name).replaceAll("-----[A-Z ]+-----", ""));
    }
}
