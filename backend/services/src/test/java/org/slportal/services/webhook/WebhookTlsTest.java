package org.slportal.services.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slportal.pki.CaProfile;
import org.slportal.pki.CaStore;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.CertificateIntent;
import org.slportal.pki.IssuanceRecord;
import org.slportal.pki.TlsIdentity;

/** A receiver with a certificate of its own authority, and who may be spoken to. */
class WebhookTlsTest {

    @TempDir
    Path directory;

    private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
    private @Nullable HttpsServer receiver;
    private Path root = Path.of("");
    private CertificateAuthority authority;

    private static final class NoRecord implements IssuanceRecord {
        @Override
        public void intent(CertificateIntent intent) {}

        @Override
        public void issued(CertificateIntent intent, byte[] der) {}
    }

    @BeforeEach
    void anAuthorityOfTheHouse() throws IOException {
        authority = CertificateAuthority.open(
                new CaStore(directory.resolve("ca.p12"), "of the house".toCharArray()),
                new NoRecord(),
                InstantSource.system(),
                CaProfile.standard("House", List.of()));
        root = directory.resolve("root.pem");
        Files.writeString(root, authority.rootPem());
    }

    @AfterEach
    void stop() {
        if (receiver != null) {
            receiver.stop(0);
        }
    }

    @Test
    void a_receiver_of_an_authority_the_portal_was_given_is_told() throws Exception {
        String url = receive("localhost");

        assertThat(post(root, url)).isEqualTo(204);
        assertThat(received).containsExactly("{\"told\":1}");
    }

    @Test
    void a_receiver_of_an_unknown_authority_is_told_nothing() throws Exception {
        String url = receive("localhost");

        assertThatThrownBy(() -> post(null, url)).isInstanceOf(SSLException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void a_receiver_with_a_certificate_for_another_host_is_told_nothing() throws Exception {
        String url = receive("receiver.example");

        assertThatThrownBy(() -> post(root, url)).isInstanceOf(SSLException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void a_file_without_certificates_is_named_before_the_portal_starts() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path missing = directory.resolve("missing.pem");

        for (Path file : List.of(empty, missing)) {
            assertThatThrownBy(() -> new WebhookTrust(properties(file)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("portal.webhooks.trust-anchors")
                    .hasMessageContaining(file.toString());
        }
    }

    private static int post(@Nullable Path anchors, String url) throws IOException {
        WebhookProperties properties = properties(anchors);
        return new WebhookClient(new WebhookTrust(properties))
                .post(new WebhookTarget(properties).resolve(url), Map.of("X-Kind", "test"), "{\"told\":1}");
    }

    private static WebhookProperties properties(@Nullable Path anchors) {
        return new WebhookProperties(false, anchors, Duration.ofDays(3));
    }

    /** @param host the certificate is for */
    private String receive(String host) throws Exception {
        TlsIdentity identity = authority.tlsIdentity(List.of(host), List.of());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity.keyStore(), identity.keyPassword());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        receiver = server;
        return "https://localhost:" + server.getAddress().getPort() + "/hook?from=portal";
    }
}
