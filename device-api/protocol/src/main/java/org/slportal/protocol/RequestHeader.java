package org.slportal.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header of a device's message.
 *
 * @param version of the message format, {@value #VERSION} here; 1.1 to 1.3 are in the field
 * @param timestamp the device's clock, epoch milliseconds
 * @param nonce 1 to 20 decimal digits; a repeated message repeats it, and the answer echoes it
 * @param requestType the word as received, known or not; see {@link #type()}
 * @param agentActions may be absent; read as none
 * @param productInstanceIdentifier UUID the portal gave at registration; null before
 * @param idCertSerialNumber upper-case hexadecimal serial number of the ID certificate; null before registration
 * @param signingCertSerialNumber of the portal's signing certificate the device holds; null before registration
 */
public record RequestHeader(
        String version,
        String locale,
        Sudi sudi,
        long timestamp,
        String nonce,
        String requestType,
        List<String> agentActions,
        @Nullable ConnectInfo connectInfo,
        @Nullable String productInstanceIdentifier,
        @Nullable String idCertSerialNumber,
        @Nullable String signingCertSerialNumber) {

    public static final String VERSION = "1.3";
    public static final String LOCALE = "en_US.UTF-8";

    public RequestHeader {
        version = Fields.text("version", version, 16);
        locale = Fields.text("locale", locale, 64);
        sudi = Fields.required("sudi", sudi);
        timestamp = Fields.epochMillis("timestamp", timestamp);
        nonce = Fields.nonce(nonce);
        requestType = Fields.text("request_type", requestType, 64);
        agentActions = Fields.optionalList("agent_actions", agentActions, 64);
        productInstanceIdentifier = Fields.optionalText("product_instance_identifier", productInstanceIdentifier, 64);
        idCertSerialNumber = Fields.serial("id_cert_serial_number", idCertSerialNumber);
        signingCertSerialNumber = Fields.serial("signing_cert_serial_number", signingCertSerialNumber);
    }

    /** The request type, or empty if this version does not know the word. */
    public Optional<RequestType> type() {
        return RequestType.of(requestType);
    }

    /** {@link #timestamp} as an instant. */
    public Instant sentAt() {
        return Instant.ofEpochMilli(timestamp);
    }
}
