package org.slportal.agent.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Root certificates that are believed. */
public final class TrustAnchors implements CertificateTrust {

    private final Set<X509Certificate> roots;

    private TrustAnchors(Set<X509Certificate> roots) {
        this.roots = roots;
    }

    /**
     * Reads one or more PEM certificates.
     *
     * @throws CertificateRefusedException if there is none
     */
    public static TrustAnchors fromPem(byte[] pem) throws CertificateRefusedException {
        try {
            Set<X509Certificate> roots = new LinkedHashSet<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .forEach(certificate -> roots.add((X509Certificate) certificate));
            if (roots.isEmpty()) {
                throw new CertificateRefusedException("no certificate in it");
            }
            return new TrustAnchors(roots);
        } catch (CertificateException e) {
            throw new CertificateRefusedException("not a PEM certificate", e);
        }
    }

    /** To be shown. */
    public List<DeviceCertificate> certificates() {
        return roots.stream().map(DeviceCertificate::new).toList();
    }

    /** Reads a PEM file. */
    public static TrustAnchors fromFile(Path file) throws CertificateRefusedException, IOException {
        return fromPem(Files.readAllBytes(file));
    }

    @Override
    public void validate(List<DeviceCertificate> chain, Instant at) throws CertificateRefusedException {
        path(chain.stream().map(DeviceCertificate::x509).toList(), at);
    }

    Set<TrustAnchor> pkix() {
        Set<TrustAnchor> anchors = new LinkedHashSet<>();
        roots.forEach(root -> anchors.add(new TrustAnchor(root, null)));
        return anchors;
    }

    /** The chain from the certificate itself to the root that vouches for it, both included. */
    List<X509Certificate> path(List<X509Certificate> chain, Instant at) throws CertificateRefusedException {
        List<X509Certificate> below = chain.stream()
                .filter(certificate -> !roots.contains(certificate))
                .toList();
        if (below.isEmpty()) {
            throw new CertificateRefusedException("the chain is empty");
        }
        try {
            PKIXParameters parameters = new PKIXParameters(pkix());
            // Revocation is the trustpoint's business, see Trustpoints.
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
            List<X509Certificate> whole = new ArrayList<>(below);
            whole.add(result.getTrustAnchor().getTrustedCert());
            return whole;
        } catch (CertPathValidatorException e) {
            throw refused(e, below);
        } catch (GeneralSecurityException e) {
            throw new CertificateRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static CertificateRefusedException refused(CertPathValidatorException why, List<X509Certificate> below) {
        boolean early = why.getReason() == BasicReason.NOT_YET_VALID;
        boolean late = why.getReason() == BasicReason.EXPIRED;
        if (why.getIndex() < 0 || !early && !late) {
            return new CertificateRefusedException(String.valueOf(why.getMessage()), why);
        }
        DeviceCertificate certificate = new DeviceCertificate(below.get(why.getIndex()));
        String begin = "Certificate chain validation has failed.  The certificate (SN: " + certificate.serialNumber();
        return early
                ? new CertificateRefusedException(
                        CertificateRefusedException.Kind.NOT_YET_VALID,
                        begin + ") is not yet valid   Validity period starts on " + certificate.notBefore())
                : new CertificateRefusedException(
                        CertificateRefusedException.Kind.EXPIRED,
                        begin + ") has expired.    Validity period ended on " + certificate.notAfter());
    }

    /** TLS that believes these roots and nothing else. */
    public SSLContext tls() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate root : roots) {
                store.setCertificateEntry("root-" + number++, root);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot do TLS", e);
        }
    }
}
