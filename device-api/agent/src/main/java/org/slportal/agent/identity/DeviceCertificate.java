package org.slportal.agent.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.slportal.protocol.JcaSignature;
import org.slportal.protocol.MessageVerifier;

/** One X.509 certificate, with what the switch wants to know of it. */
public final class DeviceCertificate {

    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

    private final X509Certificate certificate;

    DeviceCertificate(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * Reads one PEM certificate.
     *
     * @throws CertificateRefusedException if it is none
     */
    public static DeviceCertificate fromPem(String pem) throws CertificateRefusedException {
        try {
            return new DeviceCertificate((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        } catch (CertificateException e) {
            throw new CertificateRefusedException("not a certificate", e);
        }
    }

    /** Reads the certificates of several PEM texts, in order. */
    public static List<DeviceCertificate> fromPems(List<String> pems) throws CertificateRefusedException {
        List<DeviceCertificate> certificates = new ArrayList<>();
        for (String pem : pems) {
            certificates.add(fromPem(pem));
        }
        return certificates;
    }

    X509Certificate x509() {
        return certificate;
    }

    boolean isFor(PublicKey key) {
        return certificate.getPublicKey().equals(key);
    }

    /** Upper-case hexadecimal, without leading zeros. */
    public String serialNumber() {
        return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }

    public String issuer() {
        return name(certificate.getIssuerX500Principal());
    }

    public String subject() {
        return name(certificate.getSubjectX500Principal());
    }

    private static String name(X500Principal principal) {
        return principal.getName(X500Principal.RFC2253, Map.of("2.5.4.5", "SERIALNUMBER"));
    }

    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /** Whether it may issue others. */
    public boolean isAuthority() {
        return certificate.getBasicConstraints() >= 0;
    }

    /**
     * The hash of the whole certificate, in groups of eight hexadecimal digits.
     *
     * @param algorithm MD5 or SHA-1: what the field compares by eye, not what anything here relies on
     */
    public String fingerprint(String algorithm) {
        try {
            String hex = HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
            return hex.replaceAll("(.{8})(?!$)", "$1 ");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }

    public MessageVerifier verifier() {
        return JcaSignature.verifier(certificate.getPublicKey());
    }

    /**
     * Whether it may sign the portal's answers. ID certificates and TLS certificates hang below the same root, and whoever holds one must
     * not be able to speak for the portal.
     */
    public boolean maySignAnswers() {
        try {
            boolean identity =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                                    .getRDNs(BCStyle.SERIALNUMBER)
                                    .length
                            > 0;
            List<String> uses = certificate.getExtendedKeyUsage();
            boolean tls = uses != null && uses.contains(SERVER_AUTHENTICATION);
            boolean[] usage = certificate.getKeyUsage();
            boolean signs = usage == null || usage[0];
            return !identity && !tls && signs && certificate.getBasicConstraints() < 0;
        } catch (CertificateException unreadable) {
            return false;
        }
    }
}
