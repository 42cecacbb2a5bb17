package org.slportal.agent.engine;

import java.time.Instant;
import java.util.List;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceCertificate;

/**
 * What registration gave the switch, with the key it is bound to. Kept as one piece, so that key and certificate get out of step only when
 * someone removes the key.
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

    public Identity {
        // The same for all switches of one process, and by far the largest part of what each would hold.
        issuerChain = issuerChain.stream().map(String::intern).toList();
        signingCertificates = signingCertificates.stream().map(String::intern).toList();
    }

    /** The first instant at which the ID certificate holds. */
    Instant validFrom() {
        try {
            return DeviceCertificate.fromPem(idCertificate).notBefore();
        } catch (CertificateRefusedException e) {
            throw new IllegalStateException("The identity holds something that is no certificate", e);
        }
    }

    Identity withKey(String otherKeyPem) {
        return new Identity(
                otherKeyPem,
                productInstanceIdentifier,
                idCertificate,
                idSerialNumber,
                issuerChain,
                signingCertificates,
                signingSerialNumber,
                smartAccount,
                virtualAccount,
                exportAllowed,
                issuedAt,
                expiresAt);
    }

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
