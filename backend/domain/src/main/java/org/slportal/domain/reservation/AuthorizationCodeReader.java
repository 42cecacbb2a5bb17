package org.slportal.domain.reservation;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.license.LicenseTerm;

/** Reads what {@link SignedAuthorizationCode#text} writes, and nothing else. */
final class AuthorizationCodeReader {

    private static final int MOST = 200_000;
    private static final int MOST_ENTITLEMENTS = 500;
    private static final int MOST_CERTIFICATES = 5;

    private final XMLStreamReader xml;

    private AuthorizationCodeReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static SignedAuthorizationCode read(String typed) throws BadCodeException {
        String text = typed.replaceAll("[\\r\\n\\t]", "").strip();
        if (text.length() > MOST) {
            throw new BadCodeException(BadCodeException.Problem.SHAPE);
        }
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            SignedAuthorizationCode read =
                    new AuthorizationCodeReader(factory.createXMLStreamReader(new StringReader(text))).whole();
            // One text for one code: whatever a reader might overlook is refused.
            if (!read.text().equals(text)) {
                throw new BadCodeException(BadCodeException.Problem.TYPO);
            }
            return read;
        } catch (XMLStreamException | IllegalArgumentException | DateTimeException e) {
            BadCodeException bad = new BadCodeException(BadCodeException.Problem.SHAPE);
            bad.initCause(e);
            throw bad;
        }
    }

    private SignedAuthorizationCode whole() throws XMLStreamException {
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
            close();
        }
        closed("entitlements");
        close();
        byte[] signature = Base64.getDecoder().decode(text("signature"));
        Udi udi = udi(text("udi"));
        List<byte[]> chain = new ArrayList<>();
        open("certificates");
        while (opens("certificate")) {
            if (chain.size() == MOST_CERTIFICATES) {
                throw new IllegalArgumentException("certificates");
            }
            chain.add(Base64.getDecoder().decode(xml.getElementText()));
        }
        closed("certificates");
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

    private String text(String name) throws XMLStreamException {
        open(name);
        return xml.getElementText();
    }

    private void open(String name) throws XMLStreamException {
        if (!opens(name)) {
            throw new IllegalArgumentException(name);
        }
    }

    /** Whether the next thing is the beginning of such an element; what else it is was read as well. */
    private boolean opens(String name) throws XMLStreamException {
        return xml.next() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals(name);
    }

    private void close() throws XMLStreamException {
        if (xml.next() != XMLStreamConstants.END_ELEMENT) {
            throw new IllegalArgumentException("end");
        }
    }

    /** {@link #opens} has read the end of this element instead. */
    private void closed(String name) {
        if (xml.getEventType() != XMLStreamConstants.END_ELEMENT
                || !xml.getLocalName().equals(name)) {
            throw new IllegalArgumentException(name);
        }
    }
}
