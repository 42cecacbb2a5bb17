package org.slportal.services.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238) as every authenticator app makes them: SHA-1, six digits, thirty seconds. */
public final class Totp {

    public static final int DIGITS = 6;
    public static final int STEP_SECONDS = 30;

    /** Clocks of telephones differ, and people type slowly. */
    private static final int STEPS_ASIDE = 1;

    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /** The time step of a moment. */
    public static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), (long) STEP_SECONDS);
    }

    public static String code(byte[] secret, long step) {
        byte[] mac = mac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        // RFC 4226, 5.3: the last four bits say where the 31 bits begin.
        int offset = mac[mac.length - 1] & 0xf;
        int number = ByteBuffer.wrap(mac, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
        return "%06d".formatted(number % MODULUS);
    }

    /** @return the step the code belongs to, the latest if there are several; empty if it is none of those around now */
    public static OptionalLong matching(byte[] secret, String code, long now) {
        byte[] offered = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        // All are compared whatever the first says.
        for (long step = now - STEPS_ASIDE; step <= now + STEPS_ASIDE; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.US_ASCII), offered)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static byte[] mac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA1", e);
        }
    }
}
