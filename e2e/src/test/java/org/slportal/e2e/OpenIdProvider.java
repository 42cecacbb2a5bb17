package org.slportal.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID Connect provider on this machine that signs in whoever comes, as the person it was told last. */
final class OpenIdProvider implements AutoCloseable {

    private static final String CLIENT = "portal";
    private static final String SECRET = "known to both";
    private static final int KEY_BITS = 2048;
    private static final int TOKEN_SECONDS = 300;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final KeyPair key;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private volatile String person;

    OpenIdProvider(String person) throws IOException, GeneralSecurityException {
        this.person = person;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        key = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** What the portal is started with. */
    Map<String, String> environment() {
        return Map.of(
                "PORTAL_OIDC_ISSUER",
                issuer(),
                "PORTAL_OIDC_CLIENT_ID",
                CLIENT,
                "PORTAL_OIDC_CLIENT_SECRET",
                SECRET,
                "PORTAL_OIDC_NAME",
                "Lab directory");
    }

    void person(String other) {
        person = other;
    }

    private String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> send(exchange, metadata());
            case "/keys" -> send(exchange, Map.of("keys", List.of(publicKey())));
            case "/authorize" -> authorize(exchange);
            case "/token" -> token(exchange);
            default -> {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            }
        }
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private Map<String, Object> publicKey() {
        RSAPublicKey open = (RSAPublicKey) key.getPublic();
        return Map.of(
                "kty", "RSA",
                "alg", "RS256",
                "use", "sig",
                "kid", "1",
                "n", number(open.getModulus()),
                "e", number(open.getPublicExponent()));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        nonces.put(code, asked.getOrDefault("nonce", ""));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri") + "?code=" + code + "&state="
                                + URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> sent =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String nonce = nonces.remove(sent.getOrDefault("code", ""));
        if (nonce == null) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        send(
                exchange,
                Map.of("access_token", "unused", "token_type", "Bearer", "expires_in", 60, "id_token", idToken(nonce)));
    }

    private String idToken(String nonce) {
        long now = Instant.now().getEpochSecond();
        String signed = part(JSON.writeValueAsBytes(Map.of("alg", "RS256", "kid", "1")))
                + "."
                + part(JSON.writeValueAsBytes(Map.of(
                        "iss", issuer(),
                        "sub", person,
                        "aud", CLIENT,
                        "iat", now,
                        "exp", now + TOKEN_SECONDS,
                        "nonce", nonce)));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + part(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return part(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void send(HttpExchange exchange, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
