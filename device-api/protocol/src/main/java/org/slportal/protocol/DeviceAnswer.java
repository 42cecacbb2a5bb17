package org.slportal.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the portal signs.
 *
 * @param status one of {@link StatusWord}
 * @param failureReason what the device prints word for word; null on success
 * @param failureCode the machine-readable kind of refusal; null on success
 * @param responseData JSON of one {@link ResponseData}; null on failure
 * @param signingCertificates PEM, the certificate that signed this answer first, then its issuers up to but not including the root;
 *     sent on registration and whenever the request's signing_cert_serial_number is not the current one
 */
public record DeviceAnswer(
        ResponseHeader header,
        String status,
        @Nullable String failureReason,
        @Nullable String failureCode,
        @Nullable String responseData,
        @Nullable List<String> signingCertificates) {

    public DeviceAnswer {
        header = Fields.required("header", header);
        status = Fields.text("status", status, 64);
        failureReason = Fields.optionalText("failure_reason", failureReason, 4096);
        failureCode = Fields.optionalText("failure_code", failureCode, 64);
        if (signingCertificates != null) {
            signingCertificates = Fields.list("signing_certificates", signingCertificates, 8);
            signingCertificates.forEach(pem -> Fields.text("signing_certificates", pem, Fields.MAX_PEM));
        }
    }

    /** Whether the portal took the request and will have its result later; the body is a {@link ConversionPending}. */
    public boolean accepted() {
        return status.equals(StatusWord.OK_POLL);
    }

    /** Whether the device got what it asked for. */
    public boolean succeeded() {
        return status.equals(StatusWord.OK);
    }
}
