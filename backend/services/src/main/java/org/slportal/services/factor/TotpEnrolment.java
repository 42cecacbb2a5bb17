package org.slportal.services.factor;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A secret offered to an authenticator app. It counts once a code made with it was entered. @param secret base32 */
public record TotpEnrolment(String secret, String issuer, String userName) implements Serializable {

    /** What the QR code says. */
    public String uri() {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(userName) + "?secret=" + secret + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS;
    }

    /** For those who type it: in groups of four. */
    public String readable() {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "TotpEnrolment[" + userName + "]";
    }
}
