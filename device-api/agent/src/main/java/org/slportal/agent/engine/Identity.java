package org.slportal.agent.engine;

import java.time.Instant;
import java.util.List;

/**
 * What registration gave the switch, with the key it is bound to. Kept as one piece, so that key and certificate can never be out of
 * step.
 *
 * @param keyPem the private key, PKCS#8
 * @param signingCertificates of the portal, leaf first
 * @param expiresAt the first instant at which the ID certificate no longer holds
 */
public record Identity(
        String keyPem,
        String productInstanceIdentifier,
        String idCertificate,
        String idSerialNumber,
        List<String> issuerChain,
        List<String> signingCertificates,
        String signingSerialNumber,
        String smartAccount,
        String virtualAccount,
        boolean exportAllowed,
        Instant issuedAt,
        Instant expiresAt) {

    Identity withSigningCertificates(List<String> chain, String serialNumber) {
        return new Identity(
                keyPem,
                productInstanceIdentifier,
                idCertificate,
                idSerialNumber,
                issuerChain,
                chain,
                serialNumber,
                smartAccount,
                virtualAccount,
                exportAllowed,
                issuedAt,
                expiresAt);
    }

    Identity renewed(String certificate, String serialNumber, List<String> chain, Instant issued, Instant expires) {
        return new Identity(
                keyPem,
                productInstanceIdentifier,
                certificate,
                serialNumber,
                chain,
                signingCertificates,
                signingSerialNumber,
                smartAccount,
                virtualAccount,
                exportAllowed,
                issued,
                expires);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Identity[" + productInstanceIdentifier + " in " + smartAccount + "/" + virtualAccount + "]";
    }
}
