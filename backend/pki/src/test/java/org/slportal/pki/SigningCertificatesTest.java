package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningCertificatesTest {

    @TempDir
    Path directory;

    private final Lab.MovableClock clock = new Lab.MovableClock();
    private CertificateAuthority authority;

    @BeforeEach
    void open() {
        authority = CertificateAuthority.open(Lab.store(directory), new Lab.MemoryRecord(), clock, Lab.profile());
    }

    private static X509Certificate signer(CertificateAuthority authority) {
        return CertificateCodec.parse(authority.signingIdentity().chainPem().getFirst());
    }

    private boolean isGenuine(X509Certificate certificate) {
        return SigningCertificates.isGenuine(
                certificate, List.of(authority.issuingCertificate()), authority.rootCertificate());
    }

    @Test
    void the_signers_certificate_counts_also_after_its_end() {
        X509Certificate former = signer(authority);
        clock.now = authority.signingIdentity().notAfter().plus(Duration.ofDays(1));
        authority.renewSigningIfDue();
        assertThat(signer(authority)).isNotEqualTo(former);
        assertThat(isGenuine(former)).isTrue();
        assertThat(isGenuine(signer(authority))).isTrue();
    }

    @Test
    void a_device_the_web_server_and_the_authority_itself_are_no_signers() throws Exception {
        var device = authority.issueDeviceId(Lab.request(), Lab.PRODUCT, Lab.INSTANCE);
        assertThat(isGenuine(CertificateCodec.parse(device.pem()))).isFalse();
        var web = authority
                .tlsIdentity(List.of("localhost"), List.of())
                .keyStore()
                .getCertificate(TlsIdentity.ALIAS);
        assertThat(isGenuine((X509Certificate) web)).isFalse();
        assertThat(isGenuine(authority.issuingCertificate())).isFalse();
        assertThat(isGenuine(authority.rootCertificate())).isFalse();
    }

    @Test
    void one_of_the_same_name_under_another_root_does_not_count(@TempDir Path elsewhere) {
        var other = CertificateAuthority.open(Lab.store(elsewhere), new Lab.MemoryRecord(), clock, Lab.profile());
        assertThat(isGenuine(signer(other))).isFalse();
        assertThat(SigningCertificates.isGenuine(
                        signer(other), List.of(other.issuingCertificate()), authority.rootCertificate()))
                .isFalse();
    }
}
