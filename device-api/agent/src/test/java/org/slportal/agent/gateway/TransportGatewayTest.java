package org.slportal.agent.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slportal.agent.identity.ServerCertificate;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.MovableClock;
import org.slportal.agent.rig.TestPki;
import org.slportal.agent.rig.TlsPortal;
import org.slportal.agent.transport.HttpsTransport;
import org.slportal.agent.transport.SharedClient;

@Timeout(60)
class TransportGatewayTest {

    private final MovableClock clock = new MovableClock(Instant.now());
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() throws Exception {
        client.close();
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private TransportGateway gateway(@Nullable ServerCertificate shown, String upstream, int concurrency)
            throws IOException {
        TransportGateway gateway = TransportGateway.start(new TransportGateway.Setup(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                shown == null ? null : shown.tls(),
                URI.create(upstream),
                new SharedClient(Bench.anchors(Bench.PKI.rootPem()), Duration.ofSeconds(2), 3_145_728),
                concurrency,
                log::add));
        open.push(gateway);
        return gateway;
    }

    private TlsPortal portal(TestPki pki) throws IOException {
        TlsPortal portal = new TlsPortal(clock, pki);
        open.push(portal);
        return portal;
    }

    private HttpResponse<String> send(TransportGateway gateway, String path, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + path))
                        .header("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_switch_registers_through_it_once_it_believes_the_throwaway_authority() throws IOException {
        TlsPortal portal = portal(Bench.PKI);
        ServerCertificate shown = ServerCertificate.madeFor(List.of("localhost"), Instant.now());
        TransportGateway gateway = gateway(shown, portal.url() + "/its/service/oddce/services/DDCEService", 4);
        Bench bench = Bench.over(portal, clock, Bench.PKI, HttpsTransport.DEFAULT_LIMITS);
        bench.configure(
                "call-home",
                "profile CiscoTAC-1",
                "no destination address http " + portal.url() + "/its/service/oddce/services/DDCEService",
                "destination address http https://localhost:" + gateway.port() + TransportGateway.PATH);
        bench.register();
        assertThat(bench.cli("show license status")).contains("Fail to send out Call Home HTTP message");

        bench.configure("crypto pki trustpoint LicRoot", "enrollment terminal", "revocation-check none");
        bench.configure(("crypto pki authenticate LicRoot\n" + shown.authority() + "\nyes").split("\n"));
        bench.pass(Duration.ofSeconds(30));

        assertThat(bench.cli("show license status")).contains("Status: REGISTERED", "Status: AUTHORIZED on");
        assertThat(portal.paths)
                .containsOnly("/its/service/oddce/services/DDCEService")
                .hasSize(2);
        assertThat(log)
                .hasSize(2)
                .allMatch(line -> line.matches(
                        "(127\\.0\\.0\\.1|0:0:0:0:0:0:0:1) POST \\d+ bytes in, 200 \\d+ bytes out, \\d+ ms"));
    }

    @Test
    void only_its_own_path_is_served_and_only_posts() throws Exception {
        TransportGateway gateway = gateway(null, portal(Bench.PKI).url() + "/", 4);

        assertThat(send(gateway, "/transportgateway/services/DeviceRequestHandler", new byte[1])
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(gateway, TransportGateway.PATH + "/x", new byte[1]).statusCode())
                .isEqualTo(404);
        HttpResponse<String> got = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + TransportGateway.PATH))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(got.statusCode()).isEqualTo(405);
    }

    @Test
    void a_message_above_the_limit_is_turned_away() throws Exception {
        TransportGateway gateway = gateway(null, portal(Bench.PKI).url() + "/", 4);

        HttpResponse<String> answer = send(gateway, TransportGateway.PATH, new byte[3_145_729]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("A message has at most 3145728 bytes.\n");
    }

    @Test
    void a_portal_that_is_away_of_another_root_or_slow_is_a_502_that_says_so() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.push(silent);

        HttpResponse<String> away =
                send(gateway(null, "https://localhost:" + free + "/", 4), TransportGateway.PATH, new byte[1]);
        HttpResponse<String> other = send(
                gateway(null, portal(new TestPki()).url() + "/its/service/oddce/services/DDCEService", 4),
                TransportGateway.PATH,
                new byte[1]);
        HttpResponse<String> slow = send(
                gateway(null, "https://localhost:" + silent.getLocalPort() + "/", 4),
                TransportGateway.PATH,
                new byte[1]);
        HttpResponse<String> lost =
                send(gateway(null, portal(Bench.PKI).url() + "/nothing-here", 4), TransportGateway.PATH, new byte[1]);

        assertThat(List.of(away.statusCode(), other.statusCode(), slow.statusCode(), lost.statusCode()))
                .containsOnly(502);
        assertThat(away.body()).startsWith("The portal cannot be reached");
        assertThat(other.body()).startsWith("The portal cannot be reached");
        assertThat(slow.body()).isEqualTo("The portal did not answer in time.\n");
        assertThat(lost.body()).isEqualTo("The portal answered with status 404.\n");
    }

    @Test
    void one_message_too_many_is_a_503_at_once() throws Exception {
        TlsPortal portal = portal(Bench.PKI);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        open.push(() -> slow.stop(0));
        slow.createContext("/", exchange -> {
            arrived.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        slow.start();
        TransportGateway gateway =
                gateway(null, "http://localhost:" + slow.getAddress().getPort() + "/", 1);
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> {
            try {
                return send(gateway, TransportGateway.PATH, new byte[1]);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        arrived.await();

        HttpResponse<String> second = send(gateway, TransportGateway.PATH, new byte[1]);
        goOn.countDown();

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).contains("30");
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(portal.paths).isEmpty();
    }

    @Test
    void a_certificate_given_to_it_is_shown() throws Exception {
        TestPki.ServerPem given = Bench.PKI.serverPem("localhost");
        TlsPortal portal = portal(Bench.PKI);
        ServerCertificate shown = ServerCertificate.given(given.chain().getBytes(US_ASCII), given.key());
        TransportGateway gateway = gateway(shown, portal.url() + "/its/service/oddce/services/DDCEService", 4);
        try (SharedClient asking = new SharedClient(Bench.anchors(Bench.PKI.rootPem()), Duration.ofSeconds(5), 1000)) {
            URI wrongPath = URI.create("https://localhost:" + gateway.port() + "/");

            assertThat(asking.post(wrongPath, "text/xml", new byte[0]).status()).isEqualTo(404);
        }
        assertThatThrownBy(() -> ServerCertificate.given(given.chain().getBytes(US_ASCII), given.chain()))
                .hasMessageContaining("BEGIN PRIVATE KEY");
    }
}
