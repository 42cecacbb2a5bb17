package org.slportal.domain.reservation;

import java.nio.charset.StandardCharsets;

/**
 * The two check characters at the end of a code people type: CRC-8 (polynomial 0x2F, initial value 0xFF) over what stands before, in
 * hexadecimal. One wrong character, or two neighbours exchanged, is always found.
 */
final class CodeCheck {

    private static final int POLYNOMIAL = 0x2F;

    private CodeCheck() {}

    static String of(String text) {
        int crc = 0xFF;
        for (byte each : text.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= each & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            crc &= 0xFF;
        }
        return String.format("%02X", crc);
    }

    static String append(String text) {
        return text + "-" + of(text);
    }

    /** What stands before the check characters. */
    static String verified(String code) throws BadCodeException {
        int end = code.length() - 3;
        if (end < 1 || code.charAt(end) != '-') {
            throw new BadCodeException(BadCodeException.Problem.SHAPE);
        }
        String text = code.substring(0, end);
        if (!code.substring(end + 1).equalsIgnoreCase(of(text))) {
            throw new BadCodeException(BadCodeException.Problem.TYPO);
        }
        return text;
    }
}
