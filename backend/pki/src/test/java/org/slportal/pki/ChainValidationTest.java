package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chains as the JDK's own PKIX validator sees them, revocation included. */
class ChainValidationTest {

    private static final Instant NEXT_UPDATE = Lab.START.plus(Duration.ofDays(7));

    @TempDir
    Path directory;

    private final Lab.MovableClock clock = new Lab.MovableClock();
    private CertificateAuthority authority;
    private IssuedCertificate device;
    private List<X509Certificate> path;

    @BeforeEach
    void issue() throws Exception {
        authority = CertificateAuthority.open(Lab.store(directory), new Lab.MemoryRecord(), clock, Lab.profile());
        device = authority.issueDeviceId(Lab.request(), Lab.PRODUCT, Lab.INSTANCE);
        path = Lab.path(device.pem(), device.issuerChainPem());
    }

    @Test
    void a_device_chain_holds_with_the_root_as_anchor_and_both_lists() {
        assertThatCode(() -> validateAt(Lab.START, List.of())).doesNotThrowAnyException();
    }

    @Test
    void a_chain_of_rsa_keys_holds_as_well(@TempDir Path other) throws Exception {
        CaProfile rsa = Lab.profile().withKeys(KeyAlgorithm.RSA_2048, KeyAlgorithm.RSA_2048, KeyAlgorithm.RSA_2048);
        authority = CertificateAuthority.open(Lab.store(other), new Lab.MemoryRecord(), clock, rsa);
        device = authority.issueDeviceId(Lab.request(Lab.rsa(2048)), Lab.PRODUCT, Lab.INSTANCE);
        path = Lab.path(device.pem(), device.issuerChainPem());

        assertThat(authority.rootCertificate().getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThatCode(() -> validateAt(Lab.START, List.of())).doesNotThrowAnyException();
    }

    @Test
    void the_signing_chain_holds() {
        List<String> chain = authority.signingIdentity().chainPem();
        path = Lab.path(chain.getFirst(), chain.subList(1, chain.size()));

        assertThat(path.getFirst().getKeyUsage()).startsWith(true, false);
        assertThatCode(() -> validateAt(Lab.START, List.of())).doesNotThrowAnyException();
    }

    @Test
    void a_device_is_valid_from_its_first_to_its_last_second() {
        clock.now = device.notAfter();
        Instant late = clock.now.plus(Duration.ofDays(1));
        assertThatCode(() -> Lab.validate(
                        path, authority.rootCertificate(), device.notAfter(), crl(List.of(), late), rootCrl(late)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Lab.validate(
                        path,
                        authority.rootCertificate(),
                        device.notAfter().plusSeconds(1),
                        crl(List.of(), late),
                        rootCrl(late)))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(BasicReason.EXPIRED));

        clock.now = Lab.START;
        assertThatCode(() -> validateAt(device.notBefore(), List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> validateAt(device.notBefore().minusSeconds(1), List.of()))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(BasicReason.NOT_YET_VALID));
    }

    @Test
    void a_revoked_device_is_refused_and_its_neighbour_is_not() throws Exception {
        List<RevokedEntry> revoked =
                List.of(new RevokedEntry(device.serialHex(), Lab.START, RevocationReason.SUPERSEDED));

        assertThatThrownBy(() -> validateAt(Lab.START, revoked))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(BasicReason.REVOKED));

        IssuedCertificate neighbour = authority.issueDeviceId(Lab.request(), Lab.PRODUCT, Lab.INSTANCE);
        path = Lab.path(neighbour.pem(), neighbour.issuerChainPem());
        assertThatCode(() -> validateAt(Lab.START, revoked)).doesNotThrowAnyException();
    }

    @Test
    void another_authority_with_the_same_name_is_not_accepted(@TempDir Path other) {
        CertificateAuthority stranger =
                CertificateAuthority.open(Lab.store(other), new Lab.MemoryRecord(), clock, Lab.profile());

        assertThatThrownBy(() -> Lab.validate(
                        path, stranger.rootCertificate(), Lab.START, crl(List.of(), NEXT_UPDATE), rootCrl(NEXT_UPDATE)))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void a_list_carries_number_times_reasons_and_the_issuers_signature() throws Exception {
        X509CRL list = Lab.crl(authority.crl(
                List.of(
                        new RevokedEntry(device.serialHex(), Lab.START, RevocationReason.KEY_COMPROMISE),
                        new RevokedEntry("0a", Lab.START.minusSeconds(60), RevocationReason.UNSPECIFIED)),
                300,
                NEXT_UPDATE));

        list.verify(authority.issuingCertificate().getPublicKey());
        assertThat(list.getIssuerX500Principal())
                .isEqualTo(authority.issuingCertificate().getSubjectX500Principal());
        assertThat(list.getThisUpdate().toInstant()).isEqualTo(Instant.parse("2026-03-13T08:04:24Z"));
        assertThat(list.getNextUpdate().toInstant()).isEqualTo(Instant.parse("2026-03-20T08:09:24Z"));
        assertThat(list.getExtensionValue("2.5.29.20")).endsWith(2, 2, 1, 44);
        assertThat(list.getRevokedCertificates()).hasSize(2);
        X509CRLEntry entry = list.getRevokedCertificate(path.getFirst());
        assertThat(entry.getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(entry.getRevocationDate().toInstant()).isEqualTo(Instant.parse("2026-03-13T08:09:24Z"));
        assertThat(list.getRevokedCertificate(BigInteger.TEN).hasExtensions()).isFalse();
    }

    @Test
    void a_list_must_have_its_next_update_ahead() {
        assertThatIllegalArgumentException().isThrownBy(() -> authority.crl(List.of(), 1, Lab.START));
        assertThatIllegalArgumentException().isThrownBy(() -> authority.crl(List.of(), -1, NEXT_UPDATE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RevokedEntry("not hex", Lab.START, RevocationReason.UNSPECIFIED));
        assertThat(authority.rootCrl(1, Lab.START.plusSeconds(1))).isNotEmpty();
    }

    private void validateAt(Instant at, List<RevokedEntry> revoked) throws Exception {
        Lab.validate(path, authority.rootCertificate(), at, crl(revoked, NEXT_UPDATE), rootCrl(NEXT_UPDATE));
    }

    private byte[] crl(List<RevokedEntry> revoked, Instant nextUpdate) {
        return authority.crl(revoked, 1, nextUpdate);
    }

    private byte[] rootCrl(Instant nextUpdate) {
        return authority.rootCrl(1, nextUpdate);
    }
}
