package org.slportal.services.dlc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports of many devices as JSON: the list that {@code show license data conversion} prints, several such lists made one, or the body of
 * a {@code dlc_convert} request. Either spelling of a name is read in either form. A fault is told with the number of the device and
 * of the line, counted from 1.
 *
 * @param sections in the order of the file; one without a name for the plain list
 */
public record DlcFile(List<Section> sections) {

    public static final int MAX_MEGABYTES = 10;
    public static final int MAX_BYTES = MAX_MEGABYTES * 1024 * 1024;
    public static final int MAX_DEVICES = 10_000;

    private static final int MAX_DEPTH = 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    /** @param virtualAccount where the licences shall go; null if the form does not say */
    public record Section(@Nullable String virtualAccount, List<DlcReport> reports) {}

    /** Of an uploaded file; a byte order mark is skipped. */
    public static DlcFile parse(byte[] content) {
        if (content.length > MAX_BYTES) {
            throw PortalException.rejected("file", ErrorReason.DLC_FILE_SIZE, MAX_MEGABYTES);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw shape().causedBy(e);
        }
    }

    public static DlcFile parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            throw shape().causedBy(e);
        }
        return new Reader().file(root);
    }

    public DlcFile {
        sections = List.copyOf(sections);
    }

    private static PortalException shape() {
        return PortalException.rejected("file", ErrorReason.DLC_FILE_SHAPE);
    }

    /** Counts devices over all sections, so that a fault has one number. */
    private static final class Reader {

        private final Set<Udi> seen = new HashSet<>();
        private int device;

        DlcFile file(JsonNode root) {
            if (root.isArray()) {
                return new DlcFile(List.of(new Section(null, reports(root))));
            }
            JsonNode accounts = root.path("virtualAccounts");
            if (!root.isObject() || !accounts.isArray()) {
                throw shape();
            }
            List<Section> sections = new ArrayList<>();
            for (JsonNode account : accounts) {
                JsonNode name = account.path("name");
                JsonNode requests = account.path("dlcRequests");
                if (!name.isString() || !requests.isArray()) {
                    throw shape();
                }
                sections.add(new Section(name.asString(), reports(requests)));
            }
            return new DlcFile(sections);
        }

        private List<DlcReport> reports(JsonNode list) {
            List<DlcReport> reports = new ArrayList<>();
            for (JsonNode element : list) {
                device++;
                if (device > MAX_DEVICES) {
                    throw PortalException.rejected("file", ErrorReason.DLC_TOO_MANY_DEVICES, MAX_DEVICES);
                }
                reports.add(report(element));
            }
            return reports;
        }

        private DlcReport report(JsonNode element) {
            JsonNode sudi = element.path("sudi");
            Udi udi = udi(
                    text(sudi, "udi_pid", "udiPid", 64, 0), text(sudi, "udi_serial_number", "udiSerialNumber", 64, 0));
            if (!seen.add(udi)) {
                throw PortalException.rejected("file", ErrorReason.DLC_DEVICE_TWICE, device, udi.asCli());
            }
            String software =
                    text(element, "software_tag_identifier", "softwareTagIdentifier", DlcReport.MAX_SOFTWARE_ID, 0);
            JsonNode lines = either(element, "conversion_lines", "conversionLines");
            if (!lines.isArray() || lines.size() > DlcReport.MAX_LINES) {
                throw fault("conversion_lines", 0);
            }
            List<DlcReportLine> read = new ArrayList<>();
            for (JsonNode line : lines) {
                read.add(line(line, read.size() + 1));
            }
            return new DlcReport(udi, software, read);
        }

        private Udi udi(String pid, String serialNumber) {
            try {
                return new Udi(pid, serialNumber);
            } catch (IllegalArgumentException e) {
                throw fault("sudi", 0).causedBy(e);
            }
        }

        private DlcReportLine line(JsonNode line, int number) {
            DlcReportLine read = new DlcReportLine(
                    text(line, "conversion_type", "conversionType", DlcReportLine.MAX_WORD, number),
                    text(line, "conversion_encoding_type", "conversionEncodingType", DlcReportLine.MAX_WORD, number),
                    text(line, "conversion_string", "conversionString", DlcReportLine.MAX_TEXT, number),
                    count(line, number));
            try {
                if (read.name().isBlank()) {
                    throw fault("conversion_string", number);
                }
            } catch (IllegalArgumentException e) {
                throw fault("conversion_string", number).causedBy(e);
            }
            return read;
        }

        private int count(JsonNode line, int number) {
            JsonNode count = either(line, "conversion_count", "conversionCount");
            if (!count.isIntegralNumber()
                    || !count.canConvertToInt()
                    || count.asInt() < 0
                    || count.asInt() > DlcReportLine.MAX_COUNT) {
                throw fault("conversion_count", number);
            }
            return count.asInt();
        }

        private String text(JsonNode node, String snake, String camel, int max, int line) {
            JsonNode value = either(node, snake, camel);
            String text = value.isString() ? value.asString().strip() : "";
            if (text.isEmpty() || text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
                throw fault(snake, line);
            }
            return text;
        }

        private static JsonNode either(JsonNode node, String snake, String camel) {
            return node.has(snake) ? node.path(snake) : node.path(camel);
        }

        /** @param line 0 for the device itself */
        private PortalException fault(String field, int line) {
            return line == 0
                    ? PortalException.rejected("file", ErrorReason.DLC_DEVICE_FIELD, device, field)
                    : PortalException.rejected("file", ErrorReason.DLC_LINE_FIELD, device, line, field);
        }
    }
}
