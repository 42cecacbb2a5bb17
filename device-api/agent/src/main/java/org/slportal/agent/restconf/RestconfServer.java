package org.slportal.agent.restconf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.ssh.PortInUseException;
import org.slportal.agent.ssh.SwitchSshServer.Access;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RESTCONF over the switch's own HTTPS: basic authentication, JSON only. */
public final class RestconfServer implements AutoCloseable {

    private static final String MODULE = "cisco-smart-license:";
    private static final String DATA = "/restconf/data/";
    private static final String OPERATIONS = "/restconf/operations/";
    private static final String JSON_TYPE = "application/yang-data+json";
    private static final int MAX_BODY = 65_536;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SimulatedSwitch device;
    private final byte[] credentials;
    private final HttpsServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private RestconfServer(SimulatedSwitch device, Access access, HttpsServer server) {
        this.device = device;
        this.credentials = (access.user() + ":" + access.password()).getBytes(StandardCharsets.UTF_8);
        this.server = server;
    }

    /** An answer: its status, and its JSON if it has any. */
    private record Answer(int status, @Nullable Object body) {}

    /**
     * Starts listening.
     *
     * @param nvram keeps the server's certificate, made if absent
     * @throws PortInUseException if another program listens there
     */
    public static RestconfServer start(SimulatedSwitch device, Access access, Nvram nvram) throws IOException {
        HttpsServer server;
        try {
            server = HttpsServer.create(new InetSocketAddress(access.bind(), access.port()), 0);
        } catch (BindException e) {
            throw new PortInUseException(access.bind(), access.port());
        }
        RestconfServer restconf = new RestconfServer(device, access, server);
        server.setHttpsConfigurator(
                new HttpsConfigurator(SelfSigned.tls(nvram, device.clock().instant())));
        server.setExecutor(restconf.workers);
        server.createContext("/", restconf::handle);
        server.start();
        return restconf;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/.well-known/host-meta")) {
                send(
                        exchange,
                        200,
                        "application/xrd+xml",
                        "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>\n    <Link rel='restconf' href='/restconf'/>\n</XRD>\n");
                return;
            }
            Answer answer = isAllowed(exchange)
                    ? answer(exchange, path)
                    : error(401, "protocol", "access-denied", "access denied");
            if (answer.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"restconf\"");
            }
            send(
                    exchange,
                    answer.status(),
                    JSON_TYPE,
                    answer.body() == null ? "" : JSON.writeValueAsString(answer.body()) + "\n");
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            return MessageDigest.isEqual(
                    Base64.getDecoder().decode(header.substring(6).strip()), credentials);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private Answer answer(HttpExchange exchange, String path) throws IOException {
        String method = exchange.getRequestMethod();
        String node = path.startsWith(DATA)
                ? path.substring(DATA.length())
                : path.startsWith(OPERATIONS) ? path.substring(OPERATIONS.length()) : "";
        if (!node.startsWith(MODULE)) {
            return notFound();
        }
        String local = node.substring(MODULE.length());
        return switch (local) {
            case "register-id-token", "de-register", "renew-id", "renew-auth" ->
                method.equals("POST") ? operation(local, exchange) : notAllowed();
            default -> method.equals("GET") ? data(local) : notAllowed();
        };
    }

    private Answer operation(String name, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return error(413, "protocol", "too-big", "request too large");
        }
        JsonNode input;
        try {
            input = JSON.readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
        } catch (JacksonException e) {
            return error(400, "protocol", "malformed-message", "invalid JSON");
        }
        return switch (name) {
            case "register-id-token" -> register(input);
            case "de-register" -> returned(device.agent().deregister());
            case "renew-id" -> returned(device.agent().renewIdCertificate());
            default -> returned(device.agent().renewAuthorization());
        };
    }

    private Answer register(JsonNode input) {
        JsonNode parameters = input.path(MODULE + "register-id-token");
        if (parameters.isMissingNode()) {
            parameters = input.path(MODULE + "input");
        }
        JsonNode token = parameters.path("id-token");
        if (!token.isString() || token.asString().isEmpty() || token.asString().length() > 255) {
            return error(400, "application", "invalid-value", "id-token must have 1 to 255 characters");
        }
        boolean force = parameters.path("force").asBoolean(false);
        if (device.config().current().reservation()) {
            return code("alreadyregistered");
        }
        return switch (device.agent().register(token.asString(), force)) {
            case STARTED -> code("registrationinprogress");
            case ALREADY_REGISTERED, RESERVED -> code("alreadyregistered");
        };
    }

    private static Answer returned(boolean done) {
        return code(done ? "success" : "notregistered");
    }

    private static Answer code(String word) {
        return new Answer(200, Map.of(MODULE + "output", Map.of("return-code", word)));
    }

    /** Walks down the tree of the model; what is found is named with its module, as a top node is. */
    private Answer data(String path) {
        String[] names = path.split("/", -1);
        if (!names[0].equals("licensing")) {
            return notFound();
        }
        Object found = LicensingData.licensing(device);
        for (int i = 1; i < names.length; i++) {
            String name = names[i].startsWith(MODULE) ? names[i].substring(MODULE.length()) : names[i];
            Object below = found instanceof Map<?, ?> map ? map.get(name) : null;
            if (below == null) {
                return notFound();
            }
            found = below;
        }
        return new Answer(200, Map.of(MODULE + names[names.length - 1].replace(MODULE, ""), found));
    }

    private static Answer notFound() {
        return error(404, "application", "invalid-value", "uri keypath not found");
    }

    private static Answer notAllowed() {
        return error(405, "protocol", "operation-not-supported", "method not allowed on this resource");
    }

    private static Answer error(int status, String type, String tag, String message) {
        return new Answer(
                status,
                Map.of(
                        "ietf-restconf:errors",
                        Map.of(
                                "error",
                                List.of(Map.of("error-type", type, "error-tag", tag, "error-message", message)))));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "private, no-cache, must-revalidate");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
