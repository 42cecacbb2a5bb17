package org.slportal.agent.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.transport.SharedClient;
import org.slportal.protocol.EnvelopeCodec;

/**
 * A relay for call-home messages. It does not read them: they are signed, and only the portal and the switch can judge them. It repeats nothing:
 * the switch does that, and knows how.
 */
public final class TransportGateway implements AutoCloseable {

    public static final String PATH = "/Transportgateway/services/DeviceRequestHandler";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free;
    private final SharedClient portal;
    private final URI upstream;
    private final Consumer<String> log;

    /**
     * What a gateway is told.
     *
     * @param tls what it shows its clients; null for plain HTTP
     * @param upstream the portal's call-home address
     * @param concurrency messages under way at the same time; one more is turned away with 503
     * @param log gets one line for each message
     */
    public record Setup(
            InetSocketAddress address,
            @Nullable SSLContext tls,
            URI upstream,
            SharedClient portal,
            int concurrency,
            Consumer<String> log) {}

    private TransportGateway(Setup setup, HttpServer server) {
        this.server = server;
        this.free = new Semaphore(setup.concurrency());
        this.portal = setup.portal();
        this.upstream = setup.upstream();
        this.log = setup.log();
    }

    /**
     * Listens until closed.
     *
     * @throws IOException if the address cannot be had
     */
    public static TransportGateway start(Setup setup) throws IOException {
        limitClients();
        HttpServer server;
        if (setup.tls() == null) {
            server = HttpServer.create(setup.address(), 0);
        } else {
            HttpsServer secured = HttpsServer.create(setup.address(), 0);
            secured.setHttpsConfigurator(new HttpsConfigurator(setup.tls()));
            server = secured;
        }
        TransportGateway gateway = new TransportGateway(setup, server);
        server.setExecutor(gateway.workers);
        server.createContext("/", gateway::serve);
        server.start();
        return gateway;
    }

    /** Of Java's server, read once when it is first used: how long a client may take to send, to read, to be idle. */
    private static void limitClients() {
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
        System.setProperty("sun.net.httpserver.idleInterval", "30");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "50");
        System.setProperty("jdk.httpserver.maxConnections", "1000");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        Answer answer;
        int received = 0;
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                answer = Answer.text(404, "Messages are taken at " + PATH + "; the path is case sensitive.");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                answer = Answer.text(405, "Messages are posted.");
            } else if (!free.tryAcquire()) {
                answer = Answer.text(503, "The gateway has as many messages under way as it may. Try again.");
            } else {
                try {
                    byte[] message = read(exchange);
                    received = message == null ? 0 : message.length;
                    answer = message == null ? tooLarge() : forward(exchange, message);
                } finally {
                    free.release();
                }
            }
            send(exchange, answer);
        }
        log.accept(String.format(
                Locale.ROOT,
                "%s %s %d bytes in, %d %d bytes out, %d ms%s",
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getRequestMethod(),
                received,
                answer.status,
                answer.body.length,
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                answer.why.isEmpty() ? "" : ": " + answer.why));
    }

    private Answer forward(HttpExchange exchange, byte[] message) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        try {
            SharedClient.Answer answer =
                    portal.post(upstream, type == null ? "text/xml; charset=utf-8" : type, message);
            return switch (answer.status()) {
                case 200 -> new Answer(200, type == null ? "text/xml" : type, answer.body(), "");
                case 503 -> Answer.text(503, "The portal is not available (503).");
                default -> Answer.text(502, "The portal answered with status " + answer.status() + ".");
            };
        } catch (SocketTimeoutException e) {
            return Answer.text(502, "The portal did not answer in time.");
        } catch (IOException | IllegalArgumentException e) {
            return Answer.text(502, "The portal cannot be reached: " + e.getMessage());
        }
    }

    /** Null if it is larger than a message may be; no more than that is ever held. */
    private static byte @Nullable [] read(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(EnvelopeCodec.MAX_MESSAGE_BYTES + 1);
            return body.length > EnvelopeCodec.MAX_MESSAGE_BYTES ? null : body;
        }
    }

    private static Answer tooLarge() {
        return Answer.text(413, "A message has at most " + EnvelopeCodec.MAX_MESSAGE_BYTES + " bytes.");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        if (answer.status == 503) {
            exchange.getResponseHeaders().set("Retry-After", "30");
        }
        exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
        exchange.getResponseBody().write(answer.body);
    }

    private record Answer(int status, String type, byte[] body, String why) {

        static Answer text(int status, String line) {
            return new Answer(
                    status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8), line);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        portal.close();
    }
}
