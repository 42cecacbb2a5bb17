package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCodecTest {

    private X509Certificate certificate;

    @BeforeEach
    void make(@TempDir Path directory) {
        certificate = CertificateAuthority.open(
                        Lab.store(directory), new Lab.MemoryRecord(), new Lab.MovableClock(), Lab.profile())
                .rootCertificate();
    }

    @Test
    void pem_and_der_come_back_as_the_same_certificate() {
        String pem = CertificateCodec.toPem(certificate);

        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("\n-----END CERTIFICATE-----\n");
        assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
        assertThat(CertificateCodec.parse(pem)).isEqualTo(certificate);
        assertThat(CertificateCodec.parse("\r\n " + pem.replace("\n", "\r\n"))).isEqualTo(certificate);
        assertThat(CertificateCodec.parse(CertificateCodec.toDer(certificate))).isEqualTo(certificate);
    }

    @Test
    void anything_else_is_refused() {
        byte[] der = CertificateCodec.toDer(certificate);
        String pem = CertificateCodec.toPem(certificate);

        assertRefused(pem.substring(0, pem.length() - 10));
        assertRefused(pem + pem);
        assertRefused(pem.replace("CERTIFICATE", "PRIVATE KEY"));
        assertRefused("A".repeat(1 << 20));
        assertRefused("");
        assertRefused(new byte[0]);
        assertRefused(new byte[1 << 20]);
        assertRefused(Arrays.copyOf(der, der.length + 1));
        for (int length = 1; length < der.length; length++) {
            assertRefused(Arrays.copyOf(der, length));
        }
    }

    private static void assertRefused(String pem) {
        assertThatThrownBy(() -> CertificateCodec.parse(pem)).isInstanceOf(BadCertificateException.class);
    }

    private static void assertRefused(byte[] der) {
        assertThatThrownBy(() -> CertificateCodec.parse(der)).isInstanceOf(BadCertificateException.class);
    }
}
