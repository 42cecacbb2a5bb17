package org.slportal.domain.reservation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.license.LicenseTerm;

/** Reads what {@link SignedAuthorizationCode#text} writes, and nothing else. */
final class AuthorizationCodeReader {

    private static final int MOST = 200_000;
    private static final int MOST_ENTITLEMENTS = 500;
    private static final int MOST_CERTIFICATES = 5;

    private static final Pattern REFERENCE = Pattern.compile("&(amp|lt|gt|#[0-9]{1,7});");

    private final String xml;
    private int at;

    private AuthorizationCodeReader(String xml) {
        this.xml = xml;
    }

    static SignedAuthorizationCode read(String typed) throws BadCodeException {
        String text = typed.replaceAll("[\\r\\n\\t]", "").strip();
        if (text.length() > MOST) {
            throw new BadCodeException(BadCodeException.Problem.SHAPE);
        }
        try {
            SignedAuthorizationCode read = new AuthorizationCodeReader(text).whole();
            // One text for one code: whatever a reader might overlook is refused.
            if (!read.text().equals(text)) {
                throw new BadCodeException(BadCodeException.Problem.TYPO);
            }
            return read;
        } catch (IllegalArgumentException | DateTimeException e) {
            BadCodeException bad = new BadCodeException(BadCodeException.Problem.SHAPE);
            bad.initCause(e);
            throw bad;
        }
    }

    private SignedAuthorizationCode whole() {
        open("specificPLR");
        open("authorizationCode");
        String flag = text("flag");
        if (!text("version").equals(AuthorizationCode.VERSION)) {
            throw new IllegalArgumentException("version");
        }
        String piid = text("piid");
        Instant issuedAt = Instant.ofEpochMilli(Long.parseLong(text("timestamp")));
        int sequence = Integer.parseInt(text("sequence"));
        String commitment = text("request");
        List<ReservedEntitlement> entitlements = new ArrayList<>();
        open("entitlements");
        while (opens("entitlement")) {
            if (entitlements.size() == MOST_ENTITLEMENTS) {
                throw new IllegalArgumentException("entitlements");
            }
            entitlements.add(new ReservedEntitlement(
                    new EntitlementTag(text("tag")),
                    Integer.parseInt(text("count")),
                    optional(text("startDate"), LocalDate::parse),
                    optional(text("endDate"), LocalDate::parse),
                    LicenseTerm.valueOf(text("licenseType")),
                    text("displayName"),
                    text("tagDescription"),
                    optional(text("subscriptionID"), Function.identity())));
            closes("entitlement");
        }
        closes("entitlements");
        closes("authorizationCode");
        byte[] signature = Base64.getDecoder().decode(text("signature"));
        Udi udi = udi(text("udi"));
        List<byte[]> chain = new ArrayList<>();
        open("certificates");
        while (opens("certificate")) {
            if (chain.size() == MOST_CERTIFICATES) {
                throw new IllegalArgumentException("certificates");
            }
            chain.add(Base64.getDecoder().decode(content("certificate")));
        }
        closes("certificates");
        return new SignedAuthorizationCode(
                new AuthorizationCode(kind(flag), piid, sequence, commitment, issuedAt, udi, entitlements),
                signature,
                chain);
    }

    private static ReservationKind kind(String flag) {
        for (ReservationKind kind : ReservationKind.values()) {
            if (kind.flag().equals(flag)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("flag");
    }

    private static Udi udi(String text) {
        int comma = text.indexOf(",S:");
        if (!text.startsWith("P:") || comma < 0) {
            throw new IllegalArgumentException("udi");
        }
        return new Udi(text.substring(2, comma), text.substring(comma + 3));
    }

    private static <T> @Nullable T optional(String text, Function<String, T> reader) {
        return text.isEmpty() ? null : reader.apply(text);
    }

    private String text(String name) {
        open(name);
        return content(name);
    }

    private String content(String name) {
        int end = xml.indexOf('<', at);
        if (end < 0) {
            throw new IllegalArgumentException(name);
        }
        String content = xml.substring(at, end);
        at = end;
        closes(name);
        return REFERENCE.matcher(content).replaceAll(found -> switch (found.group(1)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            // As text, not as a reference to a group.
            default ->
                java.util.regex.Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(found.group(1).substring(1))));
        });
    }

    private void open(String name) {
        if (!opens(name)) {
            throw new IllegalArgumentException(name);
        }
    }

    /** Whether such an element begins here; read on if it does. */
    private boolean opens(String name) {
        return passes("<" + name + ">");
    }

    private void closes(String name) {
        if (!passes("</" + name + ">")) {
            throw new IllegalArgumentException(name);
        }
    }

    private boolean passes(String literal) {
        if (!xml.startsWith(literal, at)) {
            return false;
        }
        at += literal.length();
        return true;
    }
}
