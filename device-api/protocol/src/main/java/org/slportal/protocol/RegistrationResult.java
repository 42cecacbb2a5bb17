package org.slportal.protocol;

import java.util.List;

/**
 * The identity a device was given.
 *
 * @param productInstanceIdentifier UUID; names the device in every later message
 * @param idCertificate PEM
 * @param issuerChain PEM, the certificate that issued the ID certificate first; the root may be left out
 * @param exportAllowed whether the token allowed export-controlled functionality
 * @param issuedAt when it was issued; the certificate itself is back-dated a little
 * @param expiresAt the first instant at which the ID certificate no longer holds
 * @param renewAt when the device should first ask for a new one
 */
public record RegistrationResult(
        String productInstanceIdentifier,
        String idCertificate,
        List<String> issuerChain,
        String smartAccount,
        String virtualAccount,
        boolean exportAllowed,
        long issuedAt,
        long expiresAt,
        long renewAt)
        implements ResponseData {

    public RegistrationResult {
        productInstanceIdentifier = Fields.text("product_instance_identifier", productInstanceIdentifier, 64);
        idCertificate = Fields.text("id_certificate", idCertificate, Fields.MAX_PEM);
        issuerChain = Fields.list("issuer_chain", issuerChain, 8);
        smartAccount = Fields.text("smart_account", smartAccount, 255);
        virtualAccount = Fields.text("virtual_account", virtualAccount, 255);
        issuedAt = Fields.epochMillis("issued_at", issuedAt);
        expiresAt = Fields.epochMillis("expires_at", expiresAt);
        renewAt = Fields.epochMillis("renew_at", renewAt);
    }
}
