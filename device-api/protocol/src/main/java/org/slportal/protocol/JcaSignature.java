package org.slportal.protocol;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** Signers and verifiers over the JDK's own providers. The key decides the algorithm; the digest is always SHA-256. */
public final class JcaSignature {

    private JcaSignature() {}

    public static MessageSigner signer(PrivateKey key) {
        String algorithm = algorithm(key.getAlgorithm());
        return data -> {
            try {
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(key);
                signature.update(data);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The key cannot sign", e);
            }
        };
    }

    public static MessageVerifier verifier(PublicKey key) {
        String algorithm = algorithm(key.getAlgorithm());
        return (data, received) -> {
            try {
                Signature signature = Signature.getInstance(algorithm);
                signature.initVerify(key);
                signature.update(data);
                return signature.verify(received);
            } catch (SignatureException notASignature) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The key cannot verify", e);
            }
        };
    }

    private static String algorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> throw new IllegalArgumentException("Messages are signed with RSA or EC keys only");
        };
    }
}
