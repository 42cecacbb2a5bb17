package org.slportal.agent.config;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The enable secret as the configuration holds it: PBKDF2 with SHA-256, {@code $8$<salt>$<hash>}. */
public final class EnableSecret {

    private static final int ITERATIONS = 20_000;
    private static final int BITS = 256;

    private EnableSecret() {}

    public static String store(String password) {
        byte[] salt = new byte[12];
        new SecureRandom().nextBytes(salt);
        return "$8$" + Base64.getEncoder().withoutPadding().encodeToString(salt) + "$"
                + Base64.getEncoder().withoutPadding().encodeToString(hash(password, salt));
    }

    /** Whether a text has the stored form. */
    public static boolean isStored(String text) {
        return text.matches("\\$8\\$[A-Za-z0-9+/]{16}\\$[A-Za-z0-9+/]{43}");
    }

    public static boolean matches(String stored, String password) {
        String[] parts = stored.split("\\$", -1);
        return MessageDigest.isEqual(
                Base64.getDecoder().decode(parts[3]),
                hash(password, Base64.getDecoder().decode(parts[2])));
    }

    private static byte[] hash(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2", e);
        }
    }
}
