package org.slportal.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slportal.agent.config.CallHomeProfile;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.engine.SyslogMessage;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.identity.RevocationLists;
import org.slportal.agent.identity.Trustpoint;
import org.slportal.agent.identity.Trustpoints;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.TestPki;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.Envelope;
import org.slportal.protocol.EnvelopeCodec;

@Timeout(30)
class HttpsTransportTest {

    private static final HttpsTransport.Limits LIMITS =
            new HttpsTransport.Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), 100_000);

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final DeviceConfig config = new DeviceConfig();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpsServer server = server("localhost", this::honest);

    @AfterEach
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    private HttpsServer server(String name, HttpHandler handler) {
        try {
            HttpsServer fresh = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            fresh.setHttpsConfigurator(new HttpsConfigurator(Bench.PKI.tls(name)));
            fresh.setExecutor(workers);
            fresh.createContext("/", exchange -> {
                requests.incrementAndGet();
                handler.handle(exchange);
            });
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void honest(HttpExchange exchange) throws IOException {
        Envelope request = EnvelopeCodec.decode(exchange.getRequestBody().readAllBytes());
        assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).startsWith("text/xml");
        answer(exchange, 200, EnvelopeCodec.encode(request.answer(Instant.EPOCH, "echo " + request.attachmentData())));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String url(HttpsServer server) {
        return "https://localhost:" + server.getAddress().getPort() + "/its/service/oddce/services/DDCEService";
    }

    private HttpsTransport to(String... urls) {
        return to(Bench.PKI, urls);
    }

    private HttpsTransport to(TestPki believed, String... urls) {
        return to(believed, InstantSource.system(), urls);
    }

    private HttpsTransport to(TestPki believed, InstantSource clock, String... urls) {
        CallHomeProfile profile = CallHomeProfile.FACTORY;
        for (String url : urls) {
            profile = profile.withAddress(url);
        }
        config.profile(profile);
        Trustpoint factory =
                new Trustpoint("SLA-TrustPoint", Bench.anchors(believed.rootPem()), Trustpoint.Revocation.NONE, true);
        return new HttpsTransport(
                () -> config,
                "FCW2145L0AB",
                clock,
                new Trustpoints(() -> List.of(factory), new RevocationLists(url -> new byte[0])),
                new Firewall(),
                LIMITS);
    }

    private static void fails(HttpsTransport transport, String reason, String logged) {
        assertThatThrownBy(() -> transport.exchange("{}")).isInstanceOfSatisfying(TransportFault.class, fault -> {
            assertThat(fault.reason()).isEqualTo(reason);
            assertThat(fault.callHomeMessage().orElseThrow().toString()).contains(logged);
        });
    }

    @Test
    void a_message_goes_out_in_its_envelope_and_the_answer_comes_back() throws TransportFault {
        assertThat(to(url(server)).exchange("{\"request\":\"é\"}")).isEqualTo("echo {\"request\":\"é\"}");
    }

    @Test
    void a_server_of_another_root_is_not_spoken_to() {
        fails(
                to(new TestPki(), url(server)),
                FailureReason.HTTP_SEND_FAILED,
                "%CALL_HOME-5-SL_MESSAGE_FAILED: Fail to send out Smart Licensing message to: " + url(server)
                        + " (ERR 205 : Request Aborted)");
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_server_whose_certificate_has_expired_is_not_spoken_to() {
        Instant afterItsEnd = Instant.parse("2045-01-01T00:00:01Z");

        assertThatThrownBy(() -> to(Bench.PKI, () -> afterItsEnd, url(server)).exchange("{}"))
                .isInstanceOfSatisfying(
                        TransportFault.class,
                        fault -> assertThat(fault.messages())
                                .extracting(SyslogMessage::mnemonic)
                                .containsExactly("CERTIFICATE_INVALID_EXPIRED", "SL_MESSAGE_FAILED"));
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_server_of_another_name_is_not_spoken_to() {
        HttpsServer other = server("other.example.com", this::honest);
        try {
            fails(to(url(other)), FailureReason.HTTP_SEND_FAILED, "ERR 205");
            assertThat(requests).hasValue(0);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void nobody_listens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        fails(to("https://localhost:" + free + "/"), FailureReason.HTTP_SEND_FAILED, "ERR 205");
    }

    @Test
    void a_name_nobody_knows() {
        fails(to("https://no-such-host.invalid/"), FailureReason.UNRESOLVED_HOST, "ERR 205");
    }

    @Test
    void plain_http_is_not_used() {
        fails(to("http://localhost:" + server.getAddress().getPort() + "/"), FailureReason.HTTP_SEND_FAILED, "ERR 205");
        assertThat(requests).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "302, Communication message send response error",
        "404, Communication message send response error",
        "413, Communication message send response error",
        "500, HTTP Server Error 500: Internal Server Error",
        "502, HTTP Server Error 502: Bad Gateway",
        "503, HTTP Server Error 503: Service Unavailable",
    })
    void an_answer_other_than_200_is_a_fault_and_redirects_are_not_followed(int status, String reason) {
        HttpsServer odd = server("localhost", exchange -> {
            exchange.getResponseHeaders().add("Location", url(server));
            answer(exchange, status, new byte[0]);
        });
        try {
            fails(to(url(odd)), reason, "SL_MESSAGE_FAILED");
            assertThat(requests).hasValue(1);
        } finally {
            odd.stop(0);
        }
    }

    @Test
    void an_answer_that_is_no_envelope_is_a_fault_and_an_empty_one_is_empty() throws TransportFault {
        HttpsServer html =
                server("localhost", exchange -> answer(exchange, 200, "<html/>".getBytes(StandardCharsets.US_ASCII)));
        HttpsServer silent = server("localhost", exchange -> answer(exchange, 200, new byte[0]));
        try {
            fails(to(url(html)), FailureReason.RESPONSE_ERROR, "ERR 205");
            config.profile(CallHomeProfile.FACTORY);
            assertThat(to(url(silent)).exchange("{}")).isEmpty();
        } finally {
            html.stop(0);
            silent.stop(0);
        }
    }

    @Test
    void an_endless_answer_is_cut_at_the_limit() {
        HttpsServer endless = server("localhost", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] chunk = new byte[8192];
                while (!Thread.currentThread().isInterrupted()) {
                    out.write(chunk);
                }
            }
        });
        try {
            fails(to(url(endless)), FailureReason.RESPONSE_ERROR, "ERR 205");
        } finally {
            endless.stop(0);
        }
    }

    @Test
    void an_answer_that_drips_is_cut_at_the_time_limit() {
        HttpsServer dripping = server("localhost", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            long start = System.nanoTime();
            fails(to(url(dripping)), FailureReason.HTTP_SEND_FAILED, "ERR 207 : Connection time out");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        } finally {
            dripping.stop(0);
        }
    }

    @Test
    void the_second_address_is_tried_when_the_first_fails() throws TransportFault {
        assertThat(to("https://no-such-host.invalid/", url(server)).exchange("{}"))
                .isEqualTo("echo {}");
    }

    @Test
    void without_an_active_profile_there_is_no_transport() {
        HttpsTransport transport = to(url(server));
        config.callHomeService(false);

        fails(transport, FailureReason.TRANSPORT_NOT_AVAILABLE, "%CALL_HOME-3-CALL_HOME_FAILED_TO_ENABLE");
    }

    @Test
    void with_a_forward_proxy_the_message_goes_through_it() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var asked = workers.submit(() -> {
                try (var socket = proxy.accept()) {
                    byte[] head = new byte[7];
                    socket.getInputStream().readNBytes(head, 0, head.length);
                    return new String(head, StandardCharsets.US_ASCII);
                }
            });
            HttpsTransport transport = to("https://portal.invalid/");
            config.httpProxy(new DeviceConfig.HttpProxy("127.0.0.1", proxy.getLocalPort()));

            assertThatThrownBy(() -> transport.exchange("{}")).isInstanceOf(TransportFault.class);
            assertThat(asked.get()).isEqualTo("CONNECT");
        }
    }
}
