package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIdentityTest {

    private static final int TIMEOUT_MILLIS = 10_000;

    @TempDir
    Path directory;

    private final Lab.MovableClock clock = new Lab.MovableClock();

    @Test
    void the_certificate_names_the_server_and_runs_397_days() throws Exception {
        TlsIdentity tls = open().tlsIdentity(List.of("Portal.Lab", "portal"), List.of("127.0.0.1", "::1"));

        Certificate[] chain = tls.keyStore().getCertificateChain(TlsIdentity.ALIAS);
        X509Certificate leaf = (X509Certificate) chain[0];
        assertThat(chain).hasSize(2);
        assertThat(leaf.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .containsExactly("portal.lab", "portal", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(SubjectName.text(leaf.getSubjectX500Principal())).isEqualTo("CN=portal.lab,O=Practice Lab");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(Duration.between(leaf.getNotBefore().toInstant(), tls.notAfter()))
                .isEqualTo(Duration.ofDays(397));
        assertThat(tls.keyStore().isKeyEntry(TlsIdentity.ALIAS)).isTrue();
        assertThat(tls.toString()).doesNotContain(new String(tls.keyPassword()));
    }

    @Test
    void the_same_names_give_the_same_certificate_in_any_order_and_after_a_restart() {
        String first = open().tlsIdentity(List.of("portal", "b.lab"), List.of("10.0.0.1", "fe80::1"))
                .certificateSerialHex();

        assertThat(open().tlsIdentity(List.of("B.lab", "portal", "portal"), List.of("FE80:0::1", "10.0.0.1"))
                        .certificateSerialHex())
                .isEqualTo(first);
    }

    @Test
    void other_names_give_another_certificate() {
        CertificateAuthority authority = open();
        String first = authority.tlsIdentity(List.of("portal"), List.of()).certificateSerialHex();
        String second =
                authority.tlsIdentity(List.of("portal"), List.of("127.0.0.1")).certificateSerialHex();
        String third = authority.tlsIdentity(List.of(), List.of("127.0.0.1")).certificateSerialHex();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    }

    @Test
    void the_certificate_is_renewed_when_less_than_30_days_are_left() {
        CertificateAuthority authority = open();
        TlsIdentity first = authority.tlsIdentity(List.of("portal"), List.of());

        clock.now = first.notAfter().minus(Duration.ofDays(30));
        assertThat(authority.tlsIdentity(List.of("portal"), List.of()).certificateSerialHex())
                .isEqualTo(first.certificateSerialHex());

        clock.now = clock.now.plusNanos(1);
        assertThat(authority.tlsIdentity(List.of("portal"), List.of()).certificateSerialHex())
                .isNotEqualTo(first.certificateSerialHex());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a.lab", "a..lab", "a_b", "a b", "*.", "a.*.lab", "http://portal"})
    void what_is_no_dns_name_is_refused(String name) {
        CertificateAuthority authority = open();

        assertThatThrownBy(() -> authority.tlsIdentity(List.of(name), List.of()))
                .isInstanceOf(PkiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "portal", "10.0.0", "10.0.0.256", "10.0.0.1/24", "1::2::3"})
    void what_is_no_address_is_refused(String address) {
        CertificateAuthority authority = open();

        assertThatThrownBy(() -> authority.tlsIdentity(List.of("portal"), List.of(address)))
                .isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> authority.tlsIdentity(List.of(), List.of())).isInstanceOf(PkiException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_trusts_only_the_root_accepts_the_server_by_name_and_address(KeyAlgorithm algorithm)
            throws Exception {
        handshakes(algorithm);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_with_the_native_provider(KeyAlgorithm algorithm) throws Exception {
        NativeProvider.run(() -> handshakes(algorithm));
    }

    @ParameterizedTest
    @CsvSource({"elsewhere.lab", "127.0.0.2"})
    void a_client_refuses_a_name_the_certificate_lacks(String name) throws Exception {
        CertificateAuthority authority = openNow(KeyAlgorithm.EC_P256);
        TlsIdentity tls = authority.tlsIdentity(List.of("portal.lab"), List.of("127.0.0.1"));

        assertThatThrownBy(() -> handshake(tls, authority.rootCertificate(), name, "TLSv1.3"))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void a_client_refuses_a_server_under_another_root(@TempDir Path other) throws Exception {
        TlsIdentity tls = openNow(KeyAlgorithm.EC_P256).tlsIdentity(List.of("portal.lab"), List.of());
        X509Certificate stranger = CertificateAuthority.open(
                        Lab.store(other), new Lab.MemoryRecord(), InstantSource.system(), Lab.profile())
                .rootCertificate();

        assertThatThrownBy(() -> handshake(tls, stranger, "portal.lab", "TLSv1.3"))
                .isInstanceOf(SSLException.class);
    }

    private void handshakes(KeyAlgorithm algorithm) throws Exception {
        CertificateAuthority authority = openNow(algorithm);
        TlsIdentity tls = authority.tlsIdentity(List.of("portal.lab"), List.of("127.0.0.1"));
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            for (String name : List.of("portal.lab", "127.0.0.1")) {
                assertThat(handshake(tls, authority.rootCertificate(), name, version))
                        .isEqualTo(version + " hello");
            }
        }
    }

    private CertificateAuthority open() {
        return CertificateAuthority.open(Lab.store(directory), new Lab.MemoryRecord(), clock, Lab.profile());
    }

    /** JSSE validates at the time of day, so these certificates have to be valid now. */
    private CertificateAuthority openNow(KeyAlgorithm algorithm) {
        return CertificateAuthority.open(
                Lab.store(directory),
                new Lab.MemoryRecord(),
                InstantSource.system(),
                Lab.profile().withKeys(algorithm, algorithm, algorithm));
    }

    /** One connection over loopback; the client checks the chain against the root and the name against the certificate. */
    private static String handshake(TlsIdentity tls, X509Certificate root, String name, String version)
            throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ExecutorService thread = Executors.newSingleThreadExecutor();
                SSLServerSocket server = (SSLServerSocket)
                        serverContext(tls).getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            server.setSoTimeout(TIMEOUT_MILLIS);
            Future<?> served = thread.submit(() -> greetOne(server));
            try (Socket plain = new Socket(loopback, server.getLocalPort());
                    SSLSocket client = (SSLSocket) clientContext(root)
                            .getSocketFactory()
                            .createSocket(plain, name, server.getLocalPort(), true)) {
                client.setSoTimeout(TIMEOUT_MILLIS);
                client.setEnabledProtocols(new String[] {version});
                SSLParameters parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);
                client.startHandshake();
                String greeting = client.getSession().getProtocol() + " "
                        + new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                served.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
                return greeting;
            }
        }
    }

    private static Object greetOne(SSLServerSocket server) throws IOException {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        }
        return Instant.EPOCH;
    }

    private static SSLContext serverContext(TlsIdentity tls) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(tls.keyStore(), tls.keyPassword());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(X509Certificate root) throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("root", root);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
