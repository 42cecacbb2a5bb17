package org.slportal.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The header of an answer.
 *
 * @param timestamp the portal's clock, epoch milliseconds
 * @param nonce the request's nonce; a device drops an answer with another one
 * @param requestType the request's word, echoed
 * @param idCertSerialNumber of the ID certificate now in force for the device, null if it has none
 * @param signingCertSerialNumber of the certificate whose key signed this answer, upper-case hexadecimal
 */
public record ResponseHeader(
        String version,
        String locale,
        long timestamp,
        String nonce,
        String requestType,
        @Nullable String productInstanceIdentifier,
        @Nullable String idCertSerialNumber,
        @Nullable String signingCertSerialNumber) {

    public ResponseHeader {
        version = Fields.text("version", version, 16);
        locale = Fields.text("locale", locale, 64);
        timestamp = Fields.epochMillis("timestamp", timestamp);
        nonce = Fields.nonce(nonce);
        requestType = Fields.text("request_type", requestType, 64);
        productInstanceIdentifier = Fields.optionalText("product_instance_identifier", productInstanceIdentifier, 64);
        idCertSerialNumber = Fields.serial("id_cert_serial_number", idCertSerialNumber);
        signingCertSerialNumber = Fields.serial("signing_cert_serial_number", signingCertSerialNumber);
    }

    /** The header that answers a request. */
    public static ResponseHeader answering(
            RequestHeader request,
            Instant now,
            @Nullable String productInstanceIdentifier,
            @Nullable String idCertSerialNumber,
            @Nullable String signingCertSerialNumber) {
        return new ResponseHeader(
                RequestHeader.VERSION,
                request.locale(),
                now.toEpochMilli(),
                request.nonce(),
                request.requestType(),
                productInstanceIdentifier,
                idCertSerialNumber,
                signingCertSerialNumber);
    }
}
