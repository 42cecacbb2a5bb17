package org.slportal.pki;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.security.auth.x500.X500Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the authority's own certificates, and their successors before they run out. */
final class OwnCertificates {

    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificates.class);

    private final Issuance issuance;
    private final InstantSource clock;
    private final CaProfile profile;

    OwnCertificates(Issuance issuance, InstantSource clock, CaProfile profile) {
        this.issuance = issuance;
        this.clock = clock;
        this.profile = profile;
    }

    /**
     * Makes what is missing and renews what is due. When the clock stands outside the root's validity (a lab clock moved by decades),
     * what exists is kept as it is: nothing signed then would be accepted.
     */
    CaContents complete(CaContents contents) {
        CaContents result = contents.root() == null
                ? new CaContents(newRoot(), null, null, null) // nothing under another root is of use
                : contents;
        Credential root = result.requiredRoot();
        boolean usable = root.isValidAt(clock.instant());
        if (!usable) {
            LOG.error(
                    "The clock says {}, outside the root certificate's validity {} to {}: nothing can be issued",
                    clock.instant(),
                    root.notBefore(),
                    root.notAfter());
        }
        Credential issuing = result.issuing();
        if (issuing == null || (usable && isIssuingDue(issuing, root))) {
            result = result.withIssuing(newIssuing(result));
        }
        Credential signing = result.signing();
        if (signing == null || (usable && isDue(signing))) {
            result = result.withSigning(newLeaf(
                    CertificateKind.SIGNING,
                    SubjectName.of(profile.issuerName() + " Signing", null, profile.issuerName()),
                    profile.signingKey(),
                    result.requiredIssuing()));
        }
        return result;
    }

    boolean isDue(Credential leaf) {
        return leaf.isDue(clock.instant(), profile.renewalWindow());
    }

    /** Renewed with its key: what it signed before stays valid under the successor. */
    boolean isIssuingDue(Credential issuing, Credential root) {
        Instant now = clock.instant();
        if (now.isBefore(issuing.notBefore())) {
            return true;
        }
        Duration needed = profile.longestLeaf().plus(profile.renewalWindow());
        boolean successorWouldLastLonger = root.notAfter().isAfter(issuing.notAfter());
        return successorWouldLastLonger
                && Duration.between(now, issuing.notAfter()).compareTo(needed) < 0;
    }

    Credential newTls(TlsNames names, Credential issuing) {
        KeyPair keys = profile.tlsKey().generate();
        X500Principal subject = SubjectName.of(names.primary(), null, profile.issuerName());
        CertificateIntent intent = issuance.plan(CertificateKind.TLS, subject, issuing);
        X509Certificate certificate = issuance.issue(
                intent,
                planned -> CertificateSigner.sign(
                        new CertificateSigner.Order(
                                planned, subject, keys.getPublic(), names, profile.crlUrls(CertificateKind.TLS)),
                        issuing));
        LOG.info("TLS certificate {} for {} until {}", intent.serialHex(), names, intent.notAfter());
        return new Credential(keys.getPrivate(), certificate);
    }

    private Credential newRoot() {
        KeyPair keys = profile.caKey().generate();
        X500Principal subject = SubjectName.of(profile.issuerName() + " Root CA", null, profile.issuerName());
        CertificateIntent intent = issuance.plan(CertificateKind.ROOT, subject, null);
        X509Certificate certificate = issuance.issue(
                intent,
                planned -> CertificateSigner.selfSign(order(planned, subject, keys.getPublic()), keys.getPrivate()));
        LOG.info("Root certificate {} until {}", intent.serialHex(), intent.notAfter());
        return new Credential(keys.getPrivate(), certificate);
    }

    private Credential newIssuing(CaContents contents) {
        Credential former = contents.issuing();
        PrivateKey privateKey;
        PublicKey publicKey;
        X500Principal subject;
        if (former == null) {
            KeyPair keys = profile.caKey().generate();
            privateKey = keys.getPrivate();
            publicKey = keys.getPublic();
            subject = SubjectName.of(profile.issuerName() + " Issuing CA", null, profile.issuerName());
        } else {
            privateKey = former.privateKey();
            publicKey = former.certificate().getPublicKey();
            subject = former.certificate().getSubjectX500Principal();
        }
        Credential root = contents.requiredRoot();
        CertificateIntent intent = issuance.plan(CertificateKind.ISSUING, subject, root);
        X509Certificate certificate =
                issuance.issue(intent, planned -> CertificateSigner.sign(order(planned, subject, publicKey), root));
        LOG.info("Issuing certificate {} until {}", intent.serialHex(), intent.notAfter());
        return new Credential(privateKey, certificate);
    }

    /** One that has run out: an hour ago, or a minute after its issuer began if that is younger. */
    Credential newEndedSigning(Credential issuing) {
        Instant hourAgo = clock.instant().minus(Duration.ofHours(1));
        Instant earliest = issuing.notBefore().plus(Duration.ofMinutes(1));
        KeyPair keys = profile.signingKey().generate();
        X500Principal subject = SubjectName.of(profile.issuerName() + " Signing", null, profile.issuerName());
        CertificateIntent intent = issuance.planEnded(
                CertificateKind.SIGNING, subject, issuing, hourAgo.isBefore(earliest) ? earliest : hourAgo);
        X509Certificate certificate = issuance.issue(
                intent, planned -> CertificateSigner.sign(order(planned, subject, keys.getPublic()), issuing));
        return new Credential(keys.getPrivate(), certificate);
    }

    private Credential newLeaf(
            CertificateKind kind, X500Principal subject, KeyAlgorithm algorithm, Credential issuing) {
        KeyPair keys = algorithm.generate();
        CertificateIntent intent = issuance.plan(kind, subject, issuing);
        X509Certificate certificate = issuance.issue(
                intent, planned -> CertificateSigner.sign(order(planned, subject, keys.getPublic()), issuing));
        LOG.info("{} certificate {} until {}", kind, intent.serialHex(), intent.notAfter());
        return new Credential(keys.getPrivate(), certificate);
    }

    private CertificateSigner.Order order(CertificateIntent intent, X500Principal subject, PublicKey key) {
        return new CertificateSigner.Order(intent, subject, key, null, profile.crlUrls(intent.kind()));
    }
}
