package org.slportal.pki;

import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the one PEM block (RFC 7468) that a peer may send, and nothing around it. */
final class PemBlock {

    /** Possessive, so that hostile text costs one pass. */
    private static final Pattern BLOCK = Pattern.compile(
            "\\s*+-----BEGIN ([A-Z ]{1,40}+)-----\\s*+([A-Za-z0-9+/=\\s]*+)-----END ([A-Z ]{1,40}+)-----\\s*+");

    private PemBlock() {}

    /**
     * @param labels the accepted words after BEGIN
     * @return the bytes inside
     * @throws IllegalArgumentException with a reason fit for the sender
     */
    static byte[] decode(String pem, int maxCharacters, String... labels) {
        if (pem.length() > maxCharacters) {
            throw new IllegalArgumentException("The PEM text is longer than " + maxCharacters + " characters");
        }
        Matcher block = BLOCK.matcher(pem);
        if (!block.matches() || !block.group(1).equals(block.group(3))) {
            throw new IllegalArgumentException("Not one complete PEM block");
        }
        if (!List.of(labels).contains(block.group(1))) {
            throw new IllegalArgumentException("The PEM block is not a " + labels[0]);
        }
        String body = block.group(2).replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The PEM block is not valid base64", e);
        }
    }
}
