package org.slportal.domain.failure;

import java.time.Instant;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;

/**
 * The failure strings of the nine scenarios and their relatives, exactly as devices print them.
 *
 * <p>Source: the vendor's troubleshooting guide, published debug logs and device output.
 */
public final class FailureReason {

    /** Scenario 1: the portal still holds the product instance. */
    public static final String PRODUCT_ALREADY_REGISTERED = "Product Already Registered";
    /** Scenario 1, when the held product instance has licences in use. */
    public static final String EXISTING_CONSUMPTION =
            "Existing Product Instance has consumption and Force Flag is False";
    /** Scenario 2: trouble on the server's side. */
    public static final String TRY_AGAIN = "Your request could not be processed right now. Please try again";
    /** Scenario 4: call-home is disabled or no active profile carries smart licensing. */
    public static final String TRANSPORT_NOT_AVAILABLE = "Communication transport not available";
    /** Scenario 5: the message did not leave or nothing came back. */
    public static final String HTTP_SEND_FAILED = "Fail to send out Call Home HTTP message";
    /** Scenario 6: the on-prem server's signing certificate has expired. */
    public static final String SIGNING_CERTIFICATE_EXPIRED =
            "Missing Id cert serial number field; Missing signing cert serial number field; Signed data and certificate does not match";
    /** Scenario 7: the revocation list cannot be fetched. */
    public static final String WAITING_FOR_REPLY = "Waiting for reply";
    /** Scenario 9: device key and certificate are out of step. */
    public static final String SIGNATURE_MISMATCH = "Data and signature do not match";

    public static final String MISSING_ID_CERTIFICATE_SERIAL = "Missing Id cert serial number field";
    public static final String MISSING_SIGNING_CERTIFICATE_SERIAL = "Missing signing cert serial number field";
    public static final String CLI_NOT_REGISTERED = "Smart Agent not registered";
    public static final String EMPTY_RESPONSE = "Received empty response from server";
    public static final String UNRESOLVED_HOST = "Unable to resolve server hostname/domain name";
    public static final String RESPONSE_ERROR = "Communication message send response error";

    private FailureReason() {}

    /** Scenario 1, the variant that names the device. */
    public static String alreadyRegistered(SoftwareId product, Udi udi) {
        return "The product " + product + " and sudi containing udiSerialNumber:" + udi.serialNumber() + ",udiPid:"
                + udi.pid() + " has already been registered.";
    }

    /** Scenario 3: the device's clock is off; the time is printed in epoch milliseconds. */
    public static String timestampOffset(Instant deviceTime) {
        return fieldError(
                "timestamp",
                "The device date '" + deviceTime.toEpochMilli() + "' is offset beyond the allowed tolerance limit.");
    }

    /** A token nobody issued, or one that was revoked or used up. */
    public static String tokenNotValid(String tokenShown) {
        return fieldError("token", "The token '" + tokenShown + "' is not valid.");
    }

    public static String tokenExpired(String tokenShown) {
        return fieldError("token", "The token '" + tokenShown + "' has expired.");
    }

    /** The portal does not hold the product instance: it was removed, or its certificate ran out. */
    public static String notRegistered(String productInstanceIdentifier) {
        return fieldError(
                "product_instance_identifier",
                "The product instance '" + productInstanceIdentifier + "' is not registered.");
    }

    public static String idCertificateExpired(String serialNumber) {
        return fieldError("id_cert_serial_number", "The certificate '" + serialNumber + "' has expired.");
    }

    /** {@code {"field":["message"]}}, the shape of every field error. What JSON reserves in the message is escaped. */
    public static String fieldError(String field, String message) {
        StringBuilder text = new StringBuilder("{\"").append(field).append("\":[\"");
        message.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.append("\"]}").toString();
    }
}
