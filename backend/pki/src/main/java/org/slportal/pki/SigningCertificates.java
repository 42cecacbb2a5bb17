package org.slportal.pki;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;

/** Tells the portal's own message-signing certificates from everything else under its root, at whatever time they were used. */
public final class SigningCertificates {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CERTIFICATE_SIGN = 5;
    private static final int NOT_A_CA = -1;

    private SigningCertificates() {}

    /**
     * Whether the certificate is a message signer's, issued by one of these issuing certificates, which the root issued. Dates are not
     * looked at: what was signed in time stays signed.
     *
     * @param candidates issuing certificates from anywhere; only those the root vouches for count
     */
    public static boolean isGenuine(
            X509Certificate certificate, Collection<X509Certificate> candidates, X509Certificate root) {
        return isSigner(certificate)
                && candidates.stream()
                        .anyMatch(issuing -> isIssuing(issuing)
                                && isSignedBy(issuing, root.getPublicKey())
                                && isSignedBy(certificate, issuing.getPublicKey()));
    }

    /** Devices and the web server have certificates of the same issuer, each with a purpose; a signer's has none. */
    private static boolean isSigner(X509Certificate certificate) {
        try {
            return certificate.getBasicConstraints() == NOT_A_CA
                    && has(certificate, DIGITAL_SIGNATURE)
                    && certificate.getExtendedKeyUsage() == null;
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean isIssuing(X509Certificate certificate) {
        return certificate.getBasicConstraints() > NOT_A_CA && has(certificate, CERTIFICATE_SIGN);
    }

    private static boolean has(X509Certificate certificate, int usage) {
        boolean[] usages = certificate.getKeyUsage();
        return usages != null && usages[usage];
    }

    private static boolean isSignedBy(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
