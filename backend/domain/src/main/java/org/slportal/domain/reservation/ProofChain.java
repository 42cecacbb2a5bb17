package org.slportal.domain.reservation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.slportal.domain.device.Udi;

/**
 * A chain of hashes whose end stands in the request code and whose earlier links only the device knows. Showing a link proves that the
 * device said so, and nothing that was shown, nor anything the portal holds, gives the next one.
 *
 * <p>The n-th authorization has two links: 2n-1 steps before the end for its confirmation, 2n for giving everything back.
 */
final class ProofChain {

    /** Bytes of a link. */
    static final int LINK = 15;
    /** Authorizations a chain has links for. */
    static final int MOST_AUTHORIZATIONS = 500;

    private static final int LENGTH = 2 * MOST_AUTHORIZATIONS;
    private static final byte[] DOMAIN = "reservation proof".getBytes(StandardCharsets.US_ASCII);
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int COMMITMENT = 9;

    private ProofChain() {}

    /** @param steps before the chain's end */
    static byte[] link(byte[] secret, Udi udi, int steps) {
        return forward(secret, udi, LENGTH - steps);
    }

    static String commitment(byte[] secret, Udi udi) {
        return shortened(forward(secret, udi, LENGTH), udi);
    }

    static boolean leadsTo(byte[] link, Udi udi, int steps, String commitment) {
        return MessageDigest.isEqual(
                shortened(forward(link, udi, steps), udi).getBytes(StandardCharsets.US_ASCII),
                commitment.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] forward(byte[] link, Udi udi, int steps) {
        byte[] current = link;
        for (int step = 0; step < steps; step++) {
            current = Arrays.copyOf(hash(current, udi), LINK);
        }
        return current;
    }

    private static String shortened(byte[] end, Udi udi) {
        byte[] hash = hash(end, udi);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COMMITMENT; i++) {
            // Two bytes a character: the remainder of one would favour the alphabet's beginning.
            int number = (hash[2 * i] & 0xFF) << 8 | hash[2 * i + 1] & 0xFF;
            text.append(ALPHABET.charAt(number % ALPHABET.length()));
        }
        return text.toString();
    }

    private static byte[] hash(byte[] link, Udi udi) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(DOMAIN);
            digest.update(udi.asCli().getBytes(StandardCharsets.UTF_8));
            return digest.digest(link);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
