package org.slportal.protocol;

import java.time.Instant;
import java.util.Locale;

/**
 * The call-home message around a licensing message: SOAP 1.2 with an AML session and one AML block.
 *
 * @param to URI of the receiver
 * @param path URI of the relay it came by
 * @param from URI of the sender
 * @param messageId {@code M<n>:<serial number>:<hexadecimal seconds>}
 * @param blockType URI of the kind of block
 * @param creationDate second precision
 * @param attachmentName always {@value #ATTACHMENT_NAME}
 * @param attachmentData the JSON text of {@link SignedMessageCodec}
 */
public record Envelope(
        String to,
        String path,
        String from,
        String messageId,
        String blockType,
        Instant creationDate,
        String attachmentName,
        String attachmentData) {

    public static final String ATTACHMENT_NAME = "smart_licensing_data";
    public static final String BLOCK_TYPE = "http://www.cisco.com/2005/05/callhome/smart_licensing";
    public static final String APPLIANCE_URI = "http://www.cisco.com/appliance/uri";

    /** The envelope a device sends. */
    public static Envelope request(String url, int number, String serialNumber, Instant now, String signedRequest) {
        return new Envelope(
                url,
                APPLIANCE_URI,
                APPLIANCE_URI,
                messageId(number, serialNumber, now),
                BLOCK_TYPE,
                now,
                ATTACHMENT_NAME,
                signedRequest);
    }

    /** The envelope that answers: addressed to the sender, with the request's message id. */
    public Envelope answer(Instant now, String signedResponse) {
        return new Envelope(from, path, to, messageId, BLOCK_TYPE, now, ATTACHMENT_NAME, signedResponse);
    }

    /** {@code M8:9S1NMSF22DW:51AEAC68}. */
    public static String messageId(int number, String serialNumber, Instant now) {
        return "M" + number + ":" + serialNumber + ":"
                + Long.toHexString(now.getEpochSecond()).toUpperCase(Locale.ROOT);
    }

    /** Without the attachment, which may hold a registration token. */
    @Override
    public String toString() {
        return "Envelope[" + messageId + "]";
    }
}
