package org.slportal.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs revocation lists (RFC 5280, 5). */
final class CrlSigner {

    private CrlSigner() {}

    static byte[] sign(
            Credential issuer, List<RevokedEntry> entries, long crlNumber, Instant thisUpdate, Instant nextUpdate) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded()),
                    Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            for (RevokedEntry entry : entries) {
                // Code 0 is left out by Bouncy Castle, as RFC 5280, 5.3.1 wants it.
                builder.addCRLEntry(
                        new BigInteger(entry.serialHex(), 16),
                        Date.from(entry.revokedAt()),
                        entry.reason().code());
            }
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(crlNumber)));
            return builder.build(new JcaContentSignerBuilder(KeyAlgorithm.signatureAlgorithmFor(issuer.privateKey()))
                            .build(issuer.privateKey()))
                    .getEncoded();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new PkiException("Revocation list " + crlNumber + " could not be signed", e);
        }
    }
}
