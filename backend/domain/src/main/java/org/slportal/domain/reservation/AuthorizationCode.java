package org.slportal.domain.reservation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;

/**
 * What the portal lets a device use without calling home, before it is signed.
 *
 * @param piid names the reservation
 * @param sequence counts the reservation's authorizations from 1
 * @param commitment of the request it answers: no other request's device installs it
 */
public record AuthorizationCode(
        ReservationKind kind,
        String piid,
        int sequence,
        String commitment,
        Instant issuedAt,
        Udi udi,
        List<ReservedEntitlement> entitlements) {

    static final String VERSION = "1";

    public AuthorizationCode {
        entitlements = List.copyOf(entitlements);
        issuedAt = Instant.ofEpochMilli(issuedAt.toEpochMilli());
    }

    /** A signature covers these. */
    public byte[] signedBytes() {
        return (body() + udiElement()).getBytes(StandardCharsets.UTF_8);
    }

    /** With its signature. @param chain certificates, DER: the signer's first, without the root */
    public SignedAuthorizationCode signed(byte[] signature, List<byte[]> chain) {
        return new SignedAuthorizationCode(this, signature, chain);
    }

    String body() {
        StringBuilder xml = new StringBuilder("<authorizationCode>");
        element(xml, "flag", kind.flag());
        element(xml, "version", VERSION);
        element(xml, "piid", piid);
        element(xml, "timestamp", Long.toString(issuedAt.toEpochMilli()));
        element(xml, "sequence", Integer.toString(sequence));
        element(xml, "request", commitment);
        xml.append("<entitlements>");
        for (ReservedEntitlement each : entitlements) {
            xml.append("<entitlement>");
            element(xml, "tag", each.tag().value());
            element(xml, "count", Integer.toString(each.count()));
            element(xml, "startDate", text(each.startsOn()));
            element(xml, "endDate", text(each.endsOn()));
            element(xml, "licenseType", each.term().name());
            element(xml, "displayName", each.displayName());
            element(xml, "tagDescription", each.tagDescription());
            element(xml, "subscriptionID", text(each.subscription()));
            xml.append("</entitlement>");
        }
        return xml.append("</entitlements></authorizationCode>").toString();
    }

    String udiElement() {
        return "<udi>P:" + udi.pid() + ",S:" + udi.serialNumber() + "</udi>";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        // What a terminal takes for a command of its own never stands in a code: ? asks for help, control characters
        // edit.
        for (int each : text.codePoints().toArray()) {
            switch (each) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '?' -> xml.append("&#63;");
                case '"' -> xml.append("&#34;");
                default -> {
                    if (each > '~') {
                        xml.append("&#").append(each).append(';');
                    } else {
                        xml.append((char) each);
                    }
                }
            }
        }
        xml.append("</").append(name).append('>');
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
