package org.slportal.protocol;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one envelope in one pass. Elements the protocol does not name are skipped; a document type declaration, an entity or a
 * processing instruction ends the reading.
 */
final class EnvelopeReader {

    private static final int MAX_DEPTH = 32;

    private static final String ENVELOPE = "soap:Envelope";
    private static final String SESSION = ENVELOPE + "/soap:Header/session:Session";
    private static final String BLOCK = ENVELOPE + "/soap:Body/block:Block";
    private static final String ATTACHMENT = BLOCK + "/block:Attachments/block:Attachment";
    private static final String TO = SESSION + "/session:To";
    private static final String VIA = SESSION + "/session:Path/session:Via";
    private static final String FROM = SESSION + "/session:From";
    private static final String MESSAGE_ID = SESSION + "/session:MessageId";
    private static final String TYPE = BLOCK + "/block:Header/block:Type";
    private static final String CREATION_DATE = BLOCK + "/block:Header/block:CreationDate";
    private static final String NAME = ATTACHMENT + "/block:Name";
    private static final String DATA = ATTACHMENT + "/block:Data";
    private static final Set<String> TEXTS = Set.of(TO, VIA, FROM, MESSAGE_ID, TYPE, CREATION_DATE, NAME, DATA);

    private static final XMLInputFactory READERS = readers();

    private final XMLStreamReader xml;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, String> texts = new HashMap<>();
    private boolean attachmentSeen;

    private EnvelopeReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static Envelope read(String document) {
        try {
            return new EnvelopeReader(READERS.createXMLStreamReader(new StringReader(document))).envelope();
        } catch (XMLStreamException e) {
            throw new MalformedMessageException("The message is not well-formed XML", e);
        }
    }

    private Envelope envelope() throws XMLStreamException {
        for (int event = xml.getEventType(); ; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.DTD ->
                    throw new MalformedMessageException("A document type declaration is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.ENTITY_DECLARATION ->
                    throw new MalformedMessageException("Entities are not allowed");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw new MalformedMessageException("Processing instructions are not allowed");
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> characters();
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                default -> {
                    // comments and the document's own start and end say nothing
                }
            }
            if (!xml.hasNext()) {
                return assembled();
            }
        }
    }

    private void start() {
        if (path.size() >= MAX_DEPTH) {
            throw new MalformedMessageException("The message is nested too deeply");
        }
        String step = alias(xml.getNamespaceURI()) + ":" + xml.getLocalName();
        String here = path.isEmpty() ? step : path.getLast() + "/" + step;
        if (path.isEmpty() && !here.equals(ENVELOPE)) {
            throw new MalformedMessageException("The message is not a SOAP 1.2 envelope");
        }
        if (here.equals(ATTACHMENT)) {
            if (attachmentSeen) {
                throw new MalformedMessageException("The message has more than one attachment");
            }
            attachmentSeen = true;
            requireAttribute("type", "inline", "The attachment is not inline");
        }
        if (here.equals(DATA)) {
            requireAttribute("encoding", "plain", "The attachment's data is not plain");
        }
        if (TEXTS.contains(here) && texts.putIfAbsent(here, "") != null) {
            throw new MalformedMessageException("The element " + xml.getLocalName() + " is there twice");
        }
        path.addLast(here);
    }

    private void requireAttribute(String name, String expected, String otherwise) {
        if (!expected.equals(xml.getAttributeValue(null, name))) {
            throw new MalformedMessageException(otherwise);
        }
    }

    private void characters() {
        String here = path.peekLast();
        if (here != null && TEXTS.contains(here)) {
            texts.merge(here, xml.getText(), String::concat);
        }
    }

    private Envelope assembled() {
        if (!attachmentSeen) {
            throw new MalformedMessageException("The message has no attachment");
        }
        String name = text(NAME, "attachment name").strip();
        if (!name.equals(Envelope.ATTACHMENT_NAME)) {
            throw new MalformedMessageException("The attachment is not named " + Envelope.ATTACHMENT_NAME);
        }
        return new Envelope(
                text(TO, "To").strip(),
                texts.getOrDefault(VIA, "").strip(),
                text(FROM, "From").strip(),
                text(MESSAGE_ID, "MessageId").strip(),
                text(TYPE, "Type").strip(),
                creationDate(text(CREATION_DATE, "CreationDate").strip()),
                name,
                text(DATA, "attachment data"));
    }

    private String text(String element, String inWords) {
        String text = texts.get(element);
        if (text == null || text.isBlank()) {
            throw new MalformedMessageException("The message has no " + inWords);
        }
        return text;
    }

    private static Instant creationDate(String text) {
        try {
            return OffsetDateTime.parse(text, EnvelopeCodec.CREATION_DATE).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedMessageException("The CreationDate is not a date", e);
        }
    }

    private static String alias(@Nullable String namespace) {
        return switch (namespace == null ? "" : namespace) {
            case EnvelopeCodec.SOAP -> "soap";
            case EnvelopeCodec.SESSION -> "session";
            case EnvelopeCodec.BLOCK -> "block";
            default -> "other";
        };
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("External entities are not resolved");
        });
        return factory;
    }
}
