package org.slportal.agent.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer of an HTTP/1.1 server, read with a limit on everything.
 *
 * @param headers by name in lower case; of a repeated one the last
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int MAX_HEAD = 16_384;

    /** The server sends more than any answer has. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("more than " + limit + " bytes");
        }
    }

    /** Reads a head only, not a byte further: what follows is another conversation. */
    static HttpAnswer head(InputStream in) throws IOException {
        int[] left = {MAX_HEAD};
        Matcher status = STATUS.matcher(line(in, left));
        if (!status.matches()) {
            throw new ProtocolException("Not HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("Not an HTTP header");
            }
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new HttpAnswer(Integer.parseInt(status.group(1)), headers, new byte[0]);
    }

    /** Reads a whole answer to a POST or GET. */
    static HttpAnswer read(InputStream in, int limit) throws IOException {
        HttpAnswer head = head(in);
        int interim = 0;
        while (head.status / 100 == 1) {
            if (++interim > 5) {
                throw new ProtocolException("Too many interim answers");
            }
            head = head(in);
        }
        return new HttpAnswer(head.status, head.headers, body(head, in, limit));
    }

    private static byte[] body(HttpAnswer head, InputStream in, int limit) throws IOException {
        if (head.status == 204 || head.status == 304) {
            return new byte[0];
        }
        String coding = head.headers.get("transfer-encoding");
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new ProtocolException("Unknown transfer coding");
            }
            return chunks(in, limit);
        }
        String length = head.headers.get("content-length");
        if (length == null) {
            byte[] body = in.readNBytes(limit + 1);
            if (body.length > limit) {
                throw new TooLarge(limit);
            }
            return body;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new ProtocolException("Not a length");
        }
        return exactly(in, Long.parseLong(length), limit);
    }

    private static byte[] exactly(InputStream in, long length, int limit) throws IOException {
        if (length > limit) {
            throw new TooLarge(limit);
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException("Cut off");
        }
        return body;
    }

    private static byte[] chunks(InputStream in, int limit) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int[] overhead = {MAX_HEAD + limit};
        while (true) {
            String size = line(in, overhead).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                throw new ProtocolException("Not the size of a chunk");
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                while (!line(in, overhead).isEmpty()) {
                    // trailers say nothing here
                }
                return body.toByteArray();
            }
            if (body.size() + length > limit) {
                throw new TooLarge(limit);
            }
            body.writeBytes(exactly(in, length, limit));
            if (!line(in, overhead).isEmpty()) {
                throw new ProtocolException("A chunk is longer than it says");
            }
        }
    }

    private static String line(InputStream in, int[] left) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Cut off");
            }
            if (--left[0] < 0) {
                throw new ProtocolException("The head is too long");
            }
            line.append((char) next);
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        return line.toString();
    }
}
