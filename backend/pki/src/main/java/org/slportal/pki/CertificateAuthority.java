package org.slportal.pki;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * The portal's certificate authority: a root and an issuing certificate in a file, and everything signed under them.
 *
 * <p>Thread safe. Device ID certificates touch neither the file nor a shared lock while they are signed.
 */
public final class CertificateAuthority {

    /** Longer than X.520's 64, because software identity tags are; the domain bounds those to 200. */
    private static final int MAX_PRODUCT = 200;

    private static final Pattern INSTANCE_IDENTIFIER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private record State(CaContents contents, SigningIdentity signing) {}

    private final CaStore store;
    private final InstantSource clock;
    private final CaProfile profile;
    private final Issuance issuance;
    private final OwnCertificates own;
    private final PlannedCertificates planned = new PlannedCertificates();
    private volatile State state;

    private CertificateAuthority(
            CaStore store, IssuanceRecord record, InstantSource clock, InstantSource worldClock, CaProfile profile) {
        this.store = store;
        this.clock = clock;
        this.profile = profile;
        this.issuance = new Issuance(record, clock, worldClock, profile);
        this.own = new OwnCertificates(issuance, clock, profile);
        this.state = stateOf(store.update(own::complete));
    }

    /**
     * Opens the authority. The first time it makes root, issuing and signing certificates; later it loads them and renews what is due.
     *
     * @throws PkiException if the profile makes no sense or the store cannot be used
     */
    public static CertificateAuthority open(
            CaStore store, IssuanceRecord record, InstantSource clock, CaProfile profile) {
        return open(store, record, clock, clock, profile);
    }

    /**
     * With a clock that may run ahead of the world's, such as a lab clock: certificates of the portal's own are valid from the earlier
     * of both, so that browsers accept them too.
     *
     * @throws PkiException as {@link #open(CaStore, IssuanceRecord, InstantSource, CaProfile)}
     */
    public static CertificateAuthority open(
            CaStore store, IssuanceRecord record, InstantSource clock, InstantSource worldClock, CaProfile profile) {
        List<String> problems = profile.problems();
        if (!problems.isEmpty()) {
            throw new PkiException("The certificate profile cannot be used: " + String.join("; ", problems));
        }
        return new CertificateAuthority(store, record, clock, worldClock, profile);
    }

    /**
     * Plans, records and signs an ID certificate in one go. Not for use inside a database transaction; see {@link #planDeviceId}.
     *
     * @throws IllegalArgumentException as {@link #planDeviceId}
     */
    public IssuedCertificate issueDeviceId(
            CertificateSigningRequest request, String product, String productInstanceIdentifier) {
        CertificateIntent intent = planDeviceId(product, productInstanceIdentifier);
        return describe(issuance.issue(intent, toSign -> signPlanned(toSign, request)));
    }

    /**
     * Step one of issuing without holding a database lock while signing: plan; store the intent; {@link #sign}; store the certificate.
     * The caller does the storing.
     *
     * @param product common name of the subject, 1 to 200 printable characters
     * @param productInstanceIdentifier serial number of the subject: 1 to 64 letters, digits or hyphens, such as a UUID
     * @return runs from the whole second of now less the back-dating, for exactly the profile's validity
     * @throws IllegalArgumentException if a part is not of that form
     * @throws PkiException if the clock stands where the issuing certificate does not cover the new one
     */
    public CertificateIntent planDeviceId(String product, String productInstanceIdentifier) {
        if (product.isBlank()
                || product.length() > MAX_PRODUCT
                || product.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A product has 1 to " + MAX_PRODUCT + " printable characters");
        }
        if (!INSTANCE_IDENTIFIER.matcher(productInstanceIdentifier).matches()) {
            throw new IllegalArgumentException("A product instance identifier has 1 to 64 letters, digits or hyphens");
        }
        X500Principal subject = SubjectName.of(product, productInstanceIdentifier, profile.issuerName());
        CertificateIntent intent = issuance.plan(
                CertificateKind.DEVICE_ID, subject, state.contents().requiredIssuing());
        planned.add(intent, subject);
        return intent;
    }

    /**
     * Step two: signs a stored intent. Each plan can be signed once, by the object that made it.
     *
     * @throws PkiException if the intent was not planned here or was used before, or if the key cannot sign
     */
    public IssuedCertificate sign(CertificateIntent intent, CertificateSigningRequest request) {
        return describe(signPlanned(intent, request));
    }

    /** The current message signer; take a new one for each message, it changes on renewal. */
    public SigningIdentity signingIdentity() {
        return state.signing();
    }

    /**
     * Another message signer, whose certificate has run out: what a licence server is that forgot to renew. For labs; kept nowhere.
     *
     * @throws PkiException if the issuing certificate is too young to have issued one that ended
     */
    public SigningIdentity endedSigningIdentity() {
        Credential issuing = state.contents().requiredIssuing();
        return new SigningIdentity(own.newEndedSigning(issuing), issuing);
    }

    /**
     * Renews the signing certificate when less than 30 days are left, and the issuing one when it could no longer cover what it signs.
     * To be called regularly; cheap when nothing is due. Nodes that share the store take over each other's renewal.
     *
     * @return whether the signing identity changed
     */
    public boolean renewSigningIfDue() {
        CaContents contents = state.contents();
        if (!own.isDue(contents.requiredSigning())
                && !own.isIssuingDue(contents.requiredIssuing(), contents.requiredRoot())) {
            return false;
        }
        String before = state.signing().certificateSerialHex();
        return !update(own::complete).signing().certificateSerialHex().equals(before);
    }

    /**
     * The web server's certificate for exactly these names, made anew when the names changed or less than 30 days are left.
     *
     * @param dnsNames host names, at most with {@code *.} in front
     * @param ipAddresses literal IPv4 or IPv6 addresses
     * @throws PkiException if there is no name at all or one is malformed
     */
    public TlsIdentity tlsIdentity(List<String> dnsNames, List<String> ipAddresses) {
        TlsNames names = TlsNames.of(dnsNames, ipAddresses);
        CaContents contents = state.contents();
        if (!serves(contents, names)) {
            contents = update(stored -> serves(stored, names)
                            ? stored
                            : stored.withTls(own.newTls(names, stored.requiredIssuing())))
                    .contents();
        }
        return new TlsIdentity(contents.requiredTls(), contents.requiredIssuing());
    }

    /**
     * The revocation list of the issuing certificate, DER encoded.
     *
     * @param crlNumber greater than that of every list before
     * @param nextUpdate when the next list is out at the latest, after now; cut to whole seconds
     */
    public byte[] crl(List<RevokedEntry> revoked, long crlNumber, Instant nextUpdate) {
        return signCrl(state.contents().requiredIssuing(), revoked, crlNumber, nextUpdate);
    }

    /** The root's revocation list, DER encoded and empty: issuing certificates are replaced, not revoked. Parameters as {@link #crl}. */
    public byte[] rootCrl(long crlNumber, Instant nextUpdate) {
        return signCrl(state.contents().requiredRoot(), List.of(), crlNumber, nextUpdate);
    }

    /** The trust anchor. */
    public X509Certificate rootCertificate() {
        return state.contents().requiredRoot().certificate();
    }

    public X509Certificate issuingCertificate() {
        return state.contents().requiredIssuing().certificate();
    }

    public String rootPem() {
        return CertificateCodec.toPem(rootCertificate());
    }

    public byte[] rootDer() {
        return CertificateCodec.toDer(rootCertificate());
    }

    public String issuingPem() {
        return CertificateCodec.toPem(issuingCertificate());
    }

    public byte[] issuingDer() {
        return CertificateCodec.toDer(issuingCertificate());
    }

    /** Synchronized so that the state always ends as the last one written. */
    private synchronized State update(UnaryOperator<CaContents> change) {
        X509Certificate root = rootCertificate();
        State updated = stateOf(store.update(stored -> {
            if (!root.equals(stored.requiredRoot().certificate())) {
                throw new PkiException(
                        "The certificate store was replaced by one with another root; restart the portal");
            }
            return change.apply(stored);
        }));
        state = updated;
        return updated;
    }

    private X509Certificate signPlanned(CertificateIntent intent, CertificateSigningRequest request) {
        X500Principal subject = planned.take(intent);
        return CertificateSigner.sign(
                new CertificateSigner.Order(
                        intent, subject, request.publicKey(), null, profile.crlUrls(CertificateKind.DEVICE_ID)),
                state.contents().requiredIssuing());
    }

    private IssuedCertificate describe(X509Certificate certificate) {
        return new IssuedCertificate(
                CertificateCodec.serialHex(certificate),
                CertificateCodec.toPem(certificate),
                SubjectName.text(certificate.getSubjectX500Principal()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                List.of(issuingPem()));
    }

    private byte[] signCrl(Credential issuer, List<RevokedEntry> revoked, long crlNumber, Instant nextUpdate) {
        Instant now = clock.instant();
        if (!nextUpdate.isAfter(now) || crlNumber < 0) {
            throw new IllegalArgumentException("A revocation list needs a next update after now and a number from 0");
        }
        Instant thisUpdate = now.truncatedTo(ChronoUnit.SECONDS).minus(profile.backDating());
        return CrlSigner.sign(issuer, revoked, crlNumber, thisUpdate, nextUpdate.truncatedTo(ChronoUnit.SECONDS));
    }

    private boolean serves(CaContents contents, TlsNames names) {
        Credential tls = contents.tls();
        return tls != null && names.areThoseOf(tls.certificate()) && !own.isDue(tls);
    }

    private static State stateOf(CaContents contents) {
        return new State(contents, new SigningIdentity(contents.requiredSigning(), contents.requiredIssuing()));
    }
}
