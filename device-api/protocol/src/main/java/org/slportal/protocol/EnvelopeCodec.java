package org.slportal.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The XML of an {@link Envelope}, as UTF-8 bytes. */
public final class EnvelopeCodec {

    /** The field's own limit for one message. */
    public static final int MAX_MESSAGE_BYTES = 3_145_728;

    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String SESSION = "http://www.cisco.com/2004/01/aml-session";
    static final String BLOCK = "http://www.cisco.com/2004/01/aml-block";
    static final String CALL_HOME = "http://www.cisco.com/2005/05/callhome";

    /** {@code 2013-06-05 03:11:36 GMT+00:00}. */
    static final DateTimeFormatter CREATION_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'GMT'xxx", Locale.ROOT);

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private EnvelopeCodec() {}

    /**
     * UTF-8 bytes of the XML.
     *
     * @throws IllegalArgumentException if a text has a character XML cannot carry, or the result passes the limit
     */
    public static byte[] encode(Envelope envelope) {
        requireXmlText(envelope.attachmentData());
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(4096 + envelope.attachmentData().length() * 5 / 4);
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            write(xml, envelope);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("The envelope cannot be written as XML", e);
        }
        if (out.size() > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("The message is larger than " + MAX_MESSAGE_BYTES + " bytes");
        }
        return out.toByteArray();
    }

    /**
     * Reads one envelope.
     *
     * @throws MalformedMessageException for anything but one well-formed envelope with exactly one attachment of the right name
     */
    public static Envelope decode(byte[] message) {
        return EnvelopeReader.read(SignedMessageCodec.text(message));
    }

    private static void write(XMLStreamWriter xml, Envelope envelope) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("soap-env", "Envelope", SOAP);
        xml.writeNamespace("soap-env", SOAP);
        xml.writeStartElement("soap-env", "Header", SOAP);
        writeSession(xml, envelope);
        xml.writeEndElement();
        xml.writeStartElement("soap-env", "Body", SOAP);
        writeBlock(xml, envelope);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void writeSession(XMLStreamWriter xml, Envelope envelope) throws XMLStreamException {
        xml.writeStartElement("aml-session", "Session", SESSION);
        xml.writeNamespace("aml-session", SESSION);
        text(xml, "aml-session", "To", SESSION, envelope.to());
        xml.writeStartElement("aml-session", "Path", SESSION);
        text(xml, "aml-session", "Via", SESSION, envelope.path());
        xml.writeEndElement();
        text(xml, "aml-session", "From", SESSION, envelope.from());
        text(xml, "aml-session", "MessageId", SESSION, envelope.messageId());
        xml.writeEndElement();
    }

    private static void writeBlock(XMLStreamWriter xml, Envelope envelope) throws XMLStreamException {
        xml.writeStartElement("aml-block", "Block", BLOCK);
        xml.writeNamespace("aml-block", BLOCK);
        writeBlockHeader(xml, envelope);
        xml.writeStartElement("aml-block", "Content", BLOCK);
        xml.writeStartElement("ch", "CallHome", CALL_HOME);
        xml.writeNamespace("ch", CALL_HOME);
        xml.writeAttribute("version", "1.0");
        text(xml, "ch", "EventTime", CALL_HOME, date(envelope.creationDate()));
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeStartElement("aml-block", "Attachments", BLOCK);
        xml.writeStartElement("aml-block", "Attachment", BLOCK);
        xml.writeAttribute("type", "inline");
        text(xml, "aml-block", "Name", BLOCK, envelope.attachmentName());
        xml.writeStartElement("aml-block", "Data", BLOCK);
        xml.writeAttribute("encoding", "plain");
        xml.writeCharacters(envelope.attachmentData());
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void writeBlockHeader(XMLStreamWriter xml, Envelope envelope) throws XMLStreamException {
        xml.writeStartElement("aml-block", "Header", BLOCK);
        text(xml, "aml-block", "Type", BLOCK, envelope.blockType());
        text(xml, "aml-block", "CreationDate", BLOCK, date(envelope.creationDate()));
        xml.writeStartElement("aml-block", "Builder", BLOCK);
        text(xml, "aml-block", "Name", BLOCK, "slportal");
        text(xml, "aml-block", "Version", BLOCK, "2.0");
        xml.writeEndElement();
        xml.writeStartElement("aml-block", "BlockGroup", BLOCK);
        text(xml, "aml-block", "GroupId", BLOCK, "G" + envelope.messageId().replaceFirst("^M", ""));
        text(xml, "aml-block", "Number", BLOCK, "0");
        text(xml, "aml-block", "IsLast", BLOCK, "true");
        text(xml, "aml-block", "IsPrimary", BLOCK, "true");
        text(xml, "aml-block", "WaitForPrimary", BLOCK, "false");
        xml.writeEndElement();
        text(xml, "aml-block", "Severity", BLOCK, "2");
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String prefix, String name, String namespace, String text)
            throws XMLStreamException {
        xml.writeStartElement(prefix, name, namespace);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String date(Instant instant) {
        return CREATION_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** JSON escapes every control character, so none is expected; a raw CR would come back as LF and break the signature. */
    private static void requireXmlText(String text) {
        boolean plain = text.codePoints()
                .allMatch(c -> c == '\n' || (c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF));
        if (!plain) {
            throw new IllegalArgumentException("The attachment has a character that XML does not carry unchanged");
        }
    }
}
