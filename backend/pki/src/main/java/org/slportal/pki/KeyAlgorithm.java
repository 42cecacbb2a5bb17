package org.slportal.pki;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The key types the portal makes for itself. P-256 signs several times faster; RSA-2048 is what old clients know. */
public enum KeyAlgorithm {
    RSA_2048("RSA", "SHA256withRSA"),
    EC_P256("EC", "SHA256withECDSA");

    private final String keyAlgorithm;
    private final String signatureAlgorithm;

    KeyAlgorithm(String keyAlgorithm, String signatureAlgorithm) {
        this.keyAlgorithm = keyAlgorithm;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    /** The JCA name of the signatures its keys make, always over SHA-256. */
    public String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
            generator.initialize(parameters());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException("This Java runtime cannot make " + this + " keys", e);
        }
    }

    private AlgorithmParameterSpec parameters() {
        return switch (this) {
            case RSA_2048 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
            case EC_P256 -> new ECGenParameterSpec("secp256r1");
        };
    }

    /** @throws IllegalArgumentException if the key is neither RSA nor EC */
    static String signatureAlgorithmFor(Key key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> RSA_2048.signatureAlgorithm;
            case "EC" -> EC_P256.signatureAlgorithm;
            default -> throw new IllegalArgumentException("Neither an RSA nor an EC key: " + key.getAlgorithm());
        };
    }
}
