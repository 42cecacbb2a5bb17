package org.slportal.pki;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        byte[] der,
        String subject,
        Instant notBefore,
        Instant notAfter,
        List<String> issuerChainPem) {

    public IssuedCertificate {
        der = der.clone();
        issuerChainPem = List.copyOf(issuerChainPem);
    }

    @Override
    public byte[] der() {
        return der.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IssuedCertificate that && pem.equals(that.pem);
    }

    @Override
    public int hashCode() {
        return pem.hashCode();
    }

    @Override
    public String toString() {
        return "IssuedCertificate[" + serialHex + ", " + subject + "]";
    }
}
