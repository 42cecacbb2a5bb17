package org.slportal.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One legacy licence of a device, as the device itself knows it.
 *
 * @param conversionType RTU, PAK, CSL_FILE or HONOR; another word of that shape is the portal's to refuse
 * @param conversionEncodingType PLAIN or BASE64
 * @param conversionString what the device calls the licence, such as ipservices; at most 1000 characters, encoded
 * @param conversionCount 0 to 1,000,000
 */
public record ConversionLine(
        String conversionType, String conversionEncodingType, String conversionString, int conversionCount) {

    public static final String RTU = "RTU";
    public static final String PAK = "PAK";
    public static final String PLAIN = "PLAIN";
    public static final String BASE64 = "BASE64";

    private static final int MAX_STRING = 1000;

    public ConversionLine {
        conversionType = Fields.word("conversion_type", conversionType);
        conversionEncodingType = Fields.required("conversion_encoding_type", conversionEncodingType);
        if (!conversionEncodingType.equals(PLAIN) && !conversionEncodingType.equals(BASE64)) {
            throw new InvalidFieldException(
                    "conversion_encoding_type", "The conversion_encoding_type field must be PLAIN or BASE64.");
        }
        conversionString = Fields.text("conversion_string", conversionString, MAX_STRING);
        decoded(conversionEncodingType, conversionString);
        conversionCount = Fields.count("conversion_count", conversionCount);
    }

    /** What the string says once it is decoded. */
    public String name() {
        return decoded(conversionEncodingType, conversionString);
    }

    private static String decoded(String encoding, String text) {
        if (encoding.equals(PLAIN)) {
            return text;
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(text)))
                    .toString();
            return Fields.text("conversion_string", decoded, MAX_STRING);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new InvalidFieldException("conversion_string", "The conversion_string field must be Base64 of text.");
        }
    }
}
