package org.slportal.domain.reservation;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a device says after the fact: that it has installed an authorization, or that it has given everything back. {@code
 * CC-XXXXXX-XXXXXX-XXXXXX-XXXXXX-75}, with {@code CR} for a return.
 */
public final class ProofCode {

    /** What the device says. */
    public enum Kind {
        CONFIRMATION("CC"),
        RETURN("CR");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Crockford's: no letter that looks like a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern SHAPE = Pattern.compile("C[CR](-[" + ALPHABET + "]{6}){4}");
    private static final int MOST = 60;

    private final Kind kind;
    private final byte[] link;

    ProofCode(Kind kind, byte[] link) {
        this.kind = kind;
        this.link = link.clone();
    }

    /** Spaces and letter case are of no account. */
    public static ProofCode parse(Kind kind, String typed) throws BadCodeException {
        String code = typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (code.length() > MOST || !code.startsWith(kind.prefix + "-")) {
            throw new BadCodeException(BadCodeException.Problem.SHAPE);
        }
        // Letters the alphabet lacks stand for the digits they look like; the check characters have none of them.
        code = kind.prefix
                + code.substring(2).replace('O', '0').replace('I', '1').replace('L', '1');
        String text = CodeCheck.verified(code);
        if (!SHAPE.matcher(text).matches()) {
            throw new BadCodeException(BadCodeException.Problem.SHAPE);
        }
        return new ProofCode(kind, bytes(text.substring(2).replace("-", "")));
    }

    /** Whether the device that made the request made this, of the authorization with this number. */
    public boolean proves(RequestCode request, int sequence) {
        return request.hasAuthorization(sequence)
                && ProofChain.leadsTo(
                        link,
                        request.udi(),
                        kind == Kind.CONFIRMATION ? 2 * sequence - 1 : 2 * sequence,
                        request.commitment());
    }

    public String text() {
        StringBuilder text = new StringBuilder(kind.prefix);
        int bits = 0;
        int held = 0;
        int written = 0;
        for (byte each : link) {
            bits = (bits << 8 | each & 0xFF) & 0xFFFF;
            held += 8;
            while (held >= 5) {
                if (written++ % 6 == 0) {
                    text.append('-');
                }
                held -= 5;
                text.append(ALPHABET.charAt(bits >> held & 31));
            }
        }
        return CodeCheck.append(text.toString());
    }

    private static byte[] bytes(String digits) {
        byte[] bytes = new byte[ProofChain.LINK];
        int bits = 0;
        int held = 0;
        int read = 0;
        for (char digit : digits.toCharArray()) {
            bits = (bits << 5 | ALPHABET.indexOf(digit)) & 0xFFFF;
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[read++] = (byte) (bits >> held);
            }
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProofCode code && code.kind == kind && Arrays.equals(code.link, link);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(link);
    }

    /** Without the code: who has it may use it. */
    @Override
    public String toString() {
        return "ProofCode[" + kind + "]";
    }
}
