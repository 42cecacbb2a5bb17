package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalTest {

    private static final Duration WINDOW = Duration.ofDays(30);

    @TempDir
    Path directory;

    private final Lab.MovableClock clock = new Lab.MovableClock();
    private final Lab.MemoryRecord record = new Lab.MemoryRecord();
    private CertificateAuthority authority;

    @BeforeEach
    void begin() {
        authority = open();
    }

    @Test
    void the_signing_certificate_is_renewed_as_soon_as_less_than_30_days_are_left() {
        SigningIdentity first = authority.signingIdentity();
        assertThat(first.notAfter()).isEqualTo(Instant.parse("2027-03-13T08:04:24Z"));

        clock.now = first.notAfter().minus(WINDOW);
        assertThat(authority.renewSigningIfDue()).isFalse();
        assertThat(authority.signingIdentity()).isSameAs(first);

        clock.now = clock.now.plusNanos(1);
        assertThat(authority.renewSigningIfDue()).isTrue();
        SigningIdentity second = authority.signingIdentity();
        assertThat(second.certificateSerialHex()).isNotEqualTo(first.certificateSerialHex());
        assertThat(second.publicKey()).isNotEqualTo(first.publicKey());
        assertThat(second.notAfter())
                .isEqualTo(first.notAfter().plus(Duration.ofDays(335)).minusSeconds(300));
        assertThat(authority.renewSigningIfDue()).isFalse();
    }

    @Test
    void behind_a_clock_that_runs_years_ahead_the_web_certificate_is_valid_in_both_times() throws Exception {
        Lab.MovableClock world = new Lab.MovableClock();
        CertificateAuthority lab = CertificateAuthority.open(Lab.store(directory), record, clock, world, Lab.profile());
        clock.now = Lab.START.plus(Duration.ofDays(10 * 365));
        world.now = Lab.START.plus(Duration.ofMinutes(1));

        assertThat(lab.renewSigningIfDue()).isTrue();
        TlsIdentity web = lab.tlsIdentity(List.of("localhost"), List.of());

        List<X509Certificate> path = java.util.Arrays.stream(web.keyStore().getCertificateChain(TlsIdentity.ALIAS))
                .map(X509Certificate.class::cast)
                .toList();
        for (Instant at : List.of(world.now, clock.now, clock.now.plus(Duration.ofDays(300)))) {
            var parameters = new java.security.cert.PKIXParameters(
                    java.util.Set.of(new java.security.cert.TrustAnchor(lab.rootCertificate(), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(java.util.Date.from(at));
            var chain =
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertPath(path);
            assertThatCode(() -> java.security.cert.CertPathValidator.getInstance("PKIX")
                            .validate(chain, parameters))
                    .as("at %s", at)
                    .doesNotThrowAnyException();
        }
        assertThat(lab.planDeviceId(Lab.PRODUCT, Lab.INSTANCE).notBefore())
                .as("a device's own runs from the portal's time")
                .isAfter(clock.now.minus(Duration.ofMinutes(6)));
    }

    @Test
    void a_message_in_flight_keeps_the_identity_it_began_with() {
        SigningIdentity first = authority.signingIdentity();
        clock.now = first.notAfter();
        authority.renewSigningIfDue();

        byte[] signature = first.sign(new byte[] {1, 2});

        assertThat(SignatureVerifier.verify(first.publicKey(), new byte[] {1, 2}, signature))
                .isTrue();
        assertThat(SignatureVerifier.verify(authority.signingIdentity().publicKey(), new byte[] {1, 2}, signature))
                .isFalse();
    }

    @Test
    void a_start_renews_what_ran_out_meanwhile_under_the_same_root() {
        clock.now = authority.signingIdentity().notAfter().plus(Duration.ofDays(100));

        CertificateAuthority again = open();

        assertThat(again.rootPem()).isEqualTo(authority.rootPem());
        assertThat(again.signingIdentity().notAfter()).isAfter(clock.now);
    }

    @Test
    void a_node_takes_over_what_another_node_renewed() {
        CertificateAuthority other = open();
        clock.now = authority.signingIdentity().notAfter();
        int before = record.intents.size();

        assertThat(authority.renewSigningIfDue()).isTrue();
        assertThat(other.renewSigningIfDue()).isTrue();

        assertThat(other.signingIdentity().certificateSerialHex())
                .isEqualTo(authority.signingIdentity().certificateSerialHex());
        assertThat(record.intents).hasSize(before + 1);
    }

    @Test
    void a_clock_set_back_brings_a_signing_certificate_that_is_valid_then() {
        clock.now = authority.signingIdentity().notAfter();
        authority.renewSigningIfDue();
        clock.now = Lab.START.plus(Duration.ofDays(1));

        assertThat(authority.renewSigningIfDue()).isTrue();
        assertThat(authority.signingIdentity().notAfter()).isEqualTo(Instant.parse("2027-03-14T08:04:24Z"));
    }

    @Test
    void the_issuing_certificate_is_renewed_with_its_key_before_it_cannot_cover_a_leaf() throws Exception {
        X509Certificate former = authority.issuingCertificate();
        IssuedCertificate early = authority.issueDeviceId(Lab.request(), Lab.PRODUCT, Lab.INSTANCE);
        clock.now = former.getNotAfter().toInstant().minus(Duration.ofDays(397 + 30));
        authority.renewSigningIfDue();
        assertThat(authority.issuingCertificate()).isEqualTo(former);

        clock.now = clock.now.plusNanos(1);
        authority.renewSigningIfDue();

        X509Certificate successor = authority.issuingCertificate();
        assertThat(successor.getNotAfter()).isAfter(former.getNotAfter());
        assertThat(successor.getPublicKey()).isEqualTo(former.getPublicKey());
        assertThat(authority.signingIdentity().chainPem()).contains(authority.issuingPem());
        IssuedCertificate late = authority.issueDeviceId(Lab.request(), Lab.PRODUCT, Lab.INSTANCE);
        Instant nextUpdate = clock.now.plus(Duration.ofDays(1));
        assertThatCode(() -> Lab.validate(
                        Lab.path(late.pem(), late.issuerChainPem()),
                        authority.rootCertificate(),
                        clock.now,
                        authority.crl(List.of(), 2, nextUpdate),
                        authority.rootCrl(2, nextUpdate)))
                .doesNotThrowAnyException();
        CertificateCodec.parse(early.pem()).verify(successor.getPublicKey());
        assertThat(open().issuingPem()).isEqualTo(authority.issuingPem());
    }

    @Test
    void nothing_is_issued_that_would_outlive_the_root() {
        Instant rootEnd = authority.rootCertificate().getNotAfter().toInstant();
        clock.now = rootEnd.minus(Duration.ofDays(365)).plus(Duration.ofMinutes(5));
        CertificateAuthority last = open();
        assertThat(last.issuingCertificate().getNotAfter().toInstant()).isEqualTo(rootEnd);
        assertThat(last.planDeviceId(Lab.PRODUCT, Lab.INSTANCE).notAfter()).isEqualTo(rootEnd);

        clock.now = clock.now.plusSeconds(1);
        assertThatThrownBy(() -> last.planDeviceId(Lab.PRODUCT, Lab.INSTANCE))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("the issuer's own runs from");
    }

    @Test
    void a_clock_beyond_the_root_neither_stops_the_start_nor_issues() {
        SigningIdentity before = authority.signingIdentity();
        clock.now = authority.rootCertificate().getNotAfter().toInstant().plusSeconds(1);

        CertificateAuthority far = open();

        assertThat(far.renewSigningIfDue()).isFalse();
        assertThat(far.signingIdentity().certificateSerialHex()).isEqualTo(before.certificateSerialHex());
        assertThatThrownBy(() -> far.planDeviceId(Lab.PRODUCT, Lab.INSTANCE)).isInstanceOf(PkiException.class);
    }

    private CertificateAuthority open() {
        return CertificateAuthority.open(Lab.store(directory), record, clock, Lab.profile());
    }

    @Test
    void a_signer_whose_certificate_ended_has_a_chain_that_held_until_then() throws Exception {
        clock.now = Lab.START.plus(Duration.ofDays(1));

        SigningIdentity ended = authority.endedSigningIdentity();

        assertThat(ended.notAfter())
                .isEqualTo(clock.now.minus(Duration.ofHours(1)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertThat(authority.signingIdentity().certificateSerialHex()).isNotEqualTo(ended.certificateSerialHex());
        X509Certificate leaf = CertificateCodec.parse(ended.chainPem().getFirst());
        leaf.verify(authority.issuingCertificate().getPublicKey());
        assertThat(leaf.getNotBefore().toInstant()).isBefore(ended.notAfter());
    }

    @Test
    void below_an_issuer_made_just_now_it_ended_a_minute_after_the_issuer_began() {
        clock.now = Lab.START.plusSeconds(1);

        assertThat(authority.endedSigningIdentity().notAfter())
                .isEqualTo(authority
                        .issuingCertificate()
                        .getNotBefore()
                        .toInstant()
                        .plusSeconds(60))
                .isBefore(clock.now);
    }
}
