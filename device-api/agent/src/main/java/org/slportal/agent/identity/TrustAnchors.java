package org.slportal.agent.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The root certificates a switch believes (SLA-TrustPoint). */
public final class TrustAnchors {

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

    /** Reads a PEM file. */
    public static TrustAnchors fromFile(Path file) throws CertificateRefusedException, IOException {
        return fromPem(Files.readAllBytes(file));
    }

    /**
     * Checks that a chain leads to one of the roots and holds at that moment.
     *
     * @param chain the certificate itself first; a root at its end is allowed and ignored
     * @throws CertificateRefusedException if it does not
     */
    public void validate(List<DeviceCertificate> chain, Instant at) throws CertificateRefusedException {
        List<X509Certificate> path = chain.stream()
                .map(DeviceCertificate::x509)
                .filter(certificate -> !roots.contains(certificate))
                .toList();
        if (path.isEmpty()) {
            throw new CertificateRefusedException("the chain is empty");
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.copyOf(
                    roots.stream().map(root -> new TrustAnchor(root, null)).toList()));
            // Fetching revocation lists comes with the trustpoint's own configuration.
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateRefusedException(String.valueOf(e.getMessage()), e);
        }
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
