package org.slportal.services.dlc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One line of a device's report, as it came.
 *
 * @param type RTU, PAK, CSL_FILE or HONOR; 1 to {@value #MAX_WORD} characters
 * @param encoding PLAIN or BASE64
 * @param text what the device calls the licence; 1 to {@value #MAX_TEXT} characters
 * @param count 0 to {@value #MAX_COUNT}
 */
public record DlcReportLine(String type, String encoding, String text, int count) {

    public static final int MAX_COUNT = 1_000_000;
    static final int MAX_WORD = 20;
    static final int MAX_TEXT = 1000;
    private static final String PLAIN = "PLAIN";
    private static final String BASE64 = "BASE64";

    /** The name once it is decoded. @throws IllegalArgumentException if it cannot be */
    public String name() {
        if (encoding.equals(PLAIN)) {
            return text;
        }
        if (!encoding.equals(BASE64)) {
            throw new IllegalArgumentException("Not an encoding: " + encoding);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(text)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Not Base64 of text", e);
        }
    }
}
