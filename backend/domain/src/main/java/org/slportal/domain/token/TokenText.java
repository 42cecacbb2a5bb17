package org.slportal.domain.token;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registration token as people copy it: {@code urlencode(base64(uuid "-" expiry-epoch-millis "|" base64(32 secret bytes)))}, the
 * outer base64 wrapped at 60 characters. Source: the shape of a published sample; the pieces are the portal's own.
 *
 * @param id names the token without revealing it
 * @param expiresAt millisecond precision; copied into the text, the stored value decides
 * @param secret 32 random bytes
 */
public record TokenText(UUID id, Instant expiresAt, byte[] secret) {

    private static final int SECRET_BYTES = 32;
    private static final int WRAP = 60;
    /** The longest text a device accepts for an id token. */
    private static final int MAX_LENGTH = 255;

    private static final Pattern INNER = Pattern.compile("([0-9a-f-]{36})-([0-9]{13})\\|([A-Za-z0-9+/=]{44})");

    public TokenText {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("A token's secret has 32 bytes");
        }
        secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    /** The text to hand out: 1 to 255 characters, safe to paste into a terminal. */
    public String encode() {
        String inner =
                id + "-" + expiresAt.toEpochMilli() + "|" + Base64.getEncoder().encodeToString(secret);
        String outer = Base64.getMimeEncoder(WRAP, new byte[] {'\n'})
                .encodeToString(inner.getBytes(StandardCharsets.US_ASCII));
        return URLEncoder.encode(outer, StandardCharsets.US_ASCII);
    }

    /**
     * Reads a token however it was pasted: url-encoded or not, wrapped or not, with or without surrounding white space.
     *
     * @return empty if it is not the text of any token
     */
    public static Optional<TokenText> parse(String pasted) {
        String text = pasted.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String outer = text.contains("%") ? URLDecoder.decode(text, StandardCharsets.US_ASCII) : text;
            byte[] inner = Base64.getMimeDecoder().decode(outer);
            Matcher parts = INNER.matcher(new String(inner, StandardCharsets.US_ASCII));
            if (!parts.matches()) {
                return Optional.empty();
            }
            byte[] secret = Base64.getDecoder().decode(parts.group(3));
            if (secret.length != SECRET_BYTES) {
                return Optional.empty();
            }
            return Optional.of(new TokenText(
                    UUID.fromString(parts.group(1)), Instant.ofEpochMilli(Long.parseLong(parts.group(2))), secret));
        } catch (IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    /** What may stand in a failure message or a log: the first characters, never enough to use. */
    public static String abbreviate(String pasted) {
        String text = pasted.strip().replaceAll("[^A-Za-z0-9%+/=_-]", "?");
        return text.length() <= 8 ? text : text.substring(0, 8) + "...";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenText that && id.equals(that.id) && expiresAt.equals(that.expiresAt);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "TokenText[" + id + "]";
    }
}
