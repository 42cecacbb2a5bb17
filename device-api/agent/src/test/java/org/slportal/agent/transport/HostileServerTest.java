package org.slportal.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slportal.agent.engine.Attempt;
import org.slportal.agent.engine.AuthorizationState;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.MovableClock;
import org.slportal.agent.rig.TlsPortal;
import org.slportal.domain.failure.FailureReason;

/** Servers that speak TLS but not as they should, or not even TLS, towards a whole switch. */
@Timeout(60)
class HostileServerTest {

    private static final HttpsTransport.Limits LIMITS =
            new HttpsTransport.Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), 50_000);
    private static final String SENT = FailureReason.HTTP_SEND_FAILED;
    private static final String ANSWERED = FailureReason.RESPONSE_ERROR;

    /** What a server does with a connection. */
    interface Behaviour {
        void serve(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private static Arguments over(String what, boolean tls, String reason, Behaviour behaviour) {
        return Arguments.of(what, tls, reason, behaviour);
    }

    private static Arguments says(String what, String reason, String answer) {
        return over(what, true, reason, (in, out) -> {
            in.read(new byte[65_536]);
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        });
    }

    private static Stream<Arguments> servers() {
        return Stream.of(
                over("hangs up before TLS", false, SENT, (in, out) -> {}),
                over("answers TLS with a fatal alert", false, SENT, (in, out) -> {
                    in.read(new byte[1024]);
                    out.write(new byte[] {21, 3, 3, 0, 2, 2, 40});
                    out.flush();
                }),
                over("answers TLS with plain HTTP", false, SENT, (in, out) -> {
                    in.read(new byte[1024]);
                    out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }),
                over("accepts and says nothing", false, SENT, (in, out) -> Thread.sleep(10_000)),
                over("never reads the message", true, SENT, (in, out) -> Thread.sleep(10_000)),
                over("drips its head", true, SENT, (in, out) -> {
                    for (char c : "HTTP/1.1 200 OK\r\nX-Slow: ".toCharArray()) {
                        out.write(c);
                        out.flush();
                        Thread.sleep(300);
                    }
                }),
                over("sends an endless head", true, ANSWERED, (in, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write("X: y\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
                    }
                }),
                over("sends endless interim answers", true, ANSWERED, (in, out) -> {
                    while (true) {
                        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }),
                over("sends endless chunks", true, ANSWERED, (in, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }),
                says("hangs up in place of an answer", SENT, ""),
                says("garbage", ANSWERED, "\u0000\u00ff\u00fe not http\n"),
                says(
                        "a chunk that is longer than it says",
                        ANSWERED,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n"),
                says(
                        "a chunk whose size is none",
                        ANSWERED,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n"),
                says("a length that is none", ANSWERED, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"),
                says("a length above the limit", ANSWERED, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
                says("less than the length it says", SENT, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"),
                says(
                        "a redirect",
                        ANSWERED,
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://localhost/\r\nContent-Length: 0\r\n\r\n"),
                says("a switch of protocols", SENT, "HTTP/1.1 101 Switching Protocols\r\n\r\n"),
                says("an empty 200", FailureReason.EMPTY_RESPONSE, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                says("a 204", ANSWERED, "HTTP/1.1 204 No Content\r\n\r\n"),
                says("HTML", ANSWERED, "HTTP/1.1 200 OK\r\n\r\n<html>login</html>"),
                says(
                        "a bad gateway",
                        "HTTP Server Error 502: Bad Gateway",
                        "HTTP/1.1 502 Whatever\r\nContent-Length: 0\r\n\r\n"),
                says(
                        "an unknown server error",
                        "HTTP Server Error 599",
                        "HTTP/1.1 599 Odd\r\nContent-Length: 0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void a_hostile_server_is_a_failed_attempt_within_the_time_limit_and_the_next_one_works(
            String what, boolean tls, String reason, Behaviour behaviour) throws IOException {
        MovableClock clock = new MovableClock(Bench.START);
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TlsPortal honest = new TlsPortal(clock, Bench.PKI)) {
            Thread.ofVirtual().start(() -> accept(listening, tls, behaviour));
            Bench bench = Bench.over(honest, clock, Bench.PKI, LIMITS);
            String path = "/its/service/oddce/services/DDCEService";
            String hostile = "https://localhost:" + listening.getLocalPort() + path;
            bench.configure("call-home", "profile CiscoTAC-1", "no destination address http " + honest.url() + path);
            bench.configure("call-home", "profile CiscoTAC-1", "destination address http " + hostile);
            Instant before = Instant.now();

            bench.register();

            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
            Attempt attempt =
                    Objects.requireNonNull(bench.state().registration().initial());
            assertThat(attempt.failureReason()).isEqualTo(reason);
            assertThat(bench.state().registration().nextAttempt()).isEqualTo(Bench.START.plusSeconds(30));
            assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_MODE);
            bench.configure("call-home", "profile CiscoTAC-1", "no destination address http " + hostile);
            bench.configure("call-home", "profile CiscoTAC-1", "destination address http " + honest.url() + path);
            bench.pass(Duration.ofSeconds(30));
            assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
        }
    }

    private static void accept(ServerSocket listening, boolean tls, Behaviour behaviour) {
        while (!listening.isClosed()) {
            try {
                Socket raw = listening.accept();
                Thread.ofVirtual().start(() -> serve(raw, tls, behaviour));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket raw, boolean tls, Behaviour behaviour) {
        try (Socket socket = tls ? secured(raw) : raw) {
            behaviour.serve(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException | InterruptedException over) {
            // the switch has hung up
        }
    }

    private static Socket secured(Socket raw) throws IOException {
        SSLSocket socket = (SSLSocket)
                Bench.PKI.tls("localhost").getSocketFactory().createSocket(raw, "localhost", raw.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }
}
