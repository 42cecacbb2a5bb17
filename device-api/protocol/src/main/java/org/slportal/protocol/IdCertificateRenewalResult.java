package org.slportal.protocol;

import java.util.List;

/** A new ID certificate; the fields are those of {@link RegistrationResult}. */
public record IdCertificateRenewalResult(
        String idCertificate, List<String> issuerChain, long issuedAt, long expiresAt, long renewAt)
        implements ResponseData {

    public IdCertificateRenewalResult {
        idCertificate = Fields.text("id_certificate", idCertificate, Fields.MAX_PEM);
        issuerChain = Fields.list("issuer_chain", issuerChain, 8);
        issuedAt = Fields.epochMillis("issued_at", issuedAt);
        expiresAt = Fields.epochMillis("expires_at", expiresAt);
        renewAt = Fields.epochMillis("renew_at", renewAt);
    }
}
