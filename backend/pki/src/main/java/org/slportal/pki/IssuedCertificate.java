package org.slportal.pki;

import java.time.Instant;
import java.util.List;

/**
 * A signed certificate in the forms its users need.
 *
 * @param serialHex 32 upper-case hexadecimal digits
 * @param subject distinguished name as RFC 4514 text, most specific part first
 * @param notBefore whole seconds, UTC
 * @param notAfter whole seconds, UTC; the last second of validity
 * @param issuerChainPem the certificates between this one and the root, nearest first. Without the root: whoever checks the chain must
 *     have that from elsewhere
 */
public record IssuedCertificate(
        String serialHex,
        String pem,
        String subject,
        Instant notBefore,
        Instant notAfter,
        List<String> issuerChainPem) {

    public IssuedCertificate {
        issuerChainPem = List.copyOf(issuerChainPem);
    }

    /** The certificate DER encoded. */
    public byte[] der() {
        return CertificateCodec.toDer(CertificateCodec.parse(pem));
    }

    @Override
    public String toString() {
        return "IssuedCertificate[" + serialHex + ", " + subject + "]";
    }
}
