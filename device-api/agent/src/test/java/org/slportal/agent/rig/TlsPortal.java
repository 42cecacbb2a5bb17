package org.slportal.agent.rig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.slportal.agent.engine.TransportFault;
import org.slportal.protocol.DeregistrationData;
import org.slportal.protocol.EntitlementData;
import org.slportal.protocol.Envelope;
import org.slportal.protocol.EnvelopeCodec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@link FakePortal} behind real TLS, with as much of the management API as the check asks. */
public final class TlsPortal implements AutoCloseable {

    public static final String LICENSE = "C9300 Network Advantage";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public final FakePortal portal;
    public final List<JsonNode> conversions = new ArrayList<>();
    /** What switches announced to its lab. */
    public final List<JsonNode> announcements = new CopyOnWriteArrayList<>();
    /** How many sign-ins there were, refused ones too. */
    public final AtomicInteger signIns = new AtomicInteger();
    /** Whether bearer tokens given so far are worth nothing any more. */
    public volatile boolean forgetful;
    /** Of every licensing message, in order. */
    public final List<String> paths = new CopyOnWriteArrayList<>();

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpsServer server;
    private int owned = 3;
    private int available = 5;

    public TlsPortal(InstantSource clock, TestPki pki) throws IOException {
        this(clock, pki, "localhost");
    }

    /** @param name its certificate is for */
    public TlsPortal(InstantSource clock, TestPki pki, String name) throws IOException {
        this(clock, pki, pki.tls(name));
    }

    /** @param tls what it shows instead of its own certificate */
    public TlsPortal(InstantSource clock, TestPki pki, SSLContext tls) throws IOException {
        portal = new FakePortal(clock, pki);
        portal.pool.put("CSR 1KV AX 5G", 0);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(workers);
        server.createContext("/its/service/oddce/services/DDCEService", this::callHome);
        server.createContext("/Transportgateway/services/DeviceRequestHandler", this::callHome);
        server.createContext("/SmartTransport", this::smart);
        server.createContext("/oauth2/default/v1/token", this::token);
        server.createContext("/services/api/smart-accounts-and-licensing/v1/accounts/", this::api);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    private void callHome(HttpExchange exchange) throws IOException {
        paths.add(exchange.getRequestURI().getPath());
        Envelope request = EnvelopeCodec.decode(exchange.getRequestBody().readAllBytes());
        try {
            String answer = portal.exchange(request.attachmentData());
            send(exchange, 200, EnvelopeCodec.encode(request.answer(request.creationDate(), answer)));
        } catch (TransportFault fault) {
            send(exchange, 503, new byte[0]);
        }
    }

    private void smart(HttpExchange exchange) throws IOException {
        try {
            byte[] request = exchange.getRequestBody().readAllBytes();
            paths.add(exchange.getRequestURI().getPath());
            send(
                    exchange,
                    200,
                    portal.exchange(new String(request, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        } catch (TransportFault fault) {
            send(exchange, 503, new byte[0]);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean known = form.contains("client_secret=right%2Bsecret");
        signIns.incrementAndGet();
        forgetful = false;
        json(
                exchange,
                known ? 200 : 401,
                known
                        ? Map.of("access_token", "bearer", "token_type", "Bearer", "expires_in", 3599)
                        : Map.of("error", "invalid_client"));
    }

    private void api(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().replaceFirst(".*/v1/accounts/", "");
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        HttpHandler answer = switch (path) {
            case "example.com/virtual-accounts/Lab%20One/tokens" ->
                at -> json(
                        at,
                        200,
                        Map.of(
                                "status",
                                "SUCCESS",
                                "tokenInfo",
                                Map.of("token", FakePortal.TOKEN, "expirationDate", "2024-Mar-14")));
            case "example.com/paks" -> at -> json(at, 200, paks());
            case "example.com/virtual-accounts/Lab%20One/paks/convert" ->
                at -> {
                    conversions.add(body);
                    owned++;
                    available--;
                    json(at, 200, Map.of("status", "SUCCESS", "conversionId", 1));
                };
            case "example.com/lab/switches" ->
                at -> {
                    announcements.add(body);
                    json(at, 200, Map.of("status", "SUCCESS", "attached", 1));
                };
            case "example.com/licenses" -> at -> json(at, 200, licenses());
            case "example.com/alerts" -> at -> json(at, 200, alerts());
            case "example.com/devices" -> at -> json(at, 200, devices());
            default -> at -> json(at, 404, Map.of("status", "ERROR", "statusMessage", "not found"));
        };
        boolean signedIn = !forgetful
                && "Bearer bearer".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (signedIn) {
            answer.handle(exchange);
        } else {
            json(exchange, 401, Map.of("error", "invalid_token"));
        }
    }

    private Map<String, Object> paks() {
        Map<String, Object> other = Map.of(
                "lineNumber",
                1,
                "sku",
                "C1-ISE-PLS-T",
                "quantity",
                25,
                "available",
                25,
                "license",
                "ISE Plus",
                "eligible",
                true);
        Map<String, Object> right = Map.of(
                "lineNumber",
                2,
                "sku",
                "C9300-NW-A-24",
                "quantity",
                5,
                "available",
                available,
                "license",
                LICENSE,
                "eligible",
                true);
        return Map.of("totalRecords", 1, "paks", List.of(Map.of("pak", "3901J5A7B2C", "lines", List.of(other, right))));
    }

    private Map<String, Object> licenses() {
        int used = (int) present();
        return Map.of(
                "totalRecords",
                1,
                "licenses",
                List.of(Map.of(
                        "license",
                        LICENSE,
                        "virtualAccount",
                        "Lab One",
                        "quantity",
                        owned,
                        "inUse",
                        used,
                        "available",
                        owned - used)));
    }

    /** The router of the check is short while it is registered. */
    private Map<String, Object> alerts() {
        boolean here = portal.messages.stream()
                .map(message -> message.header().sudi().udiSerialNumber())
                .anyMatch(serial -> serial.startsWith("CHR") && portal.knows(serial));
        return Map.of(
                "alerts",
                here
                        ? List.of(Map.of("alert", "INSUFFICIENT_LICENSES", "license", "CSR 1KV AX 5G", "quantity", 1))
                        : List.of());
    }

    /** 1 while the last device that spoke has not deregistered. */
    private long present() {
        boolean asked = portal.bodies.stream().anyMatch(EntitlementData.class::isInstance);
        return asked && !(portal.bodies.getLast() instanceof DeregistrationData) ? 1 : 0;
    }

    private Map<String, Object> devices() {
        if (present() == 0) {
            return Map.of("totalRecords", 0, "devices", List.of());
        }
        String serial = portal.messages.getLast().header().sudi().udiSerialNumber();
        return Map.of(
                "totalRecords",
                1,
                "devices",
                List.of(Map.of(
                        "hostName",
                        "check-" + serial,
                        "sudi",
                        Map.of("udiPid", "C9300-24P", "udiSerialNumber", serial),
                        "licenseUsage",
                        List.of(Map.of("license", LICENSE, "quantity", 1)))));
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, JSON.writeValueAsBytes(body));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
