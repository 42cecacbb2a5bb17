package org.slportal.ui.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider on this machine. It holds the portal to its part: client, redirect address, PKCE, each code once. What its
 * ID tokens say, and how they are signed, is the test's.
 */
public final class TestProvider {

    public static final String CLIENT = "the portal & co";
    public static final String SECRET = "s3cret: of+the%portal";

    /** How an ID token is signed. */
    public enum Signature {
        RIGHT,
        OTHER_KEY,
        NONE,
        WITH_THE_CLIENTS_SECRET
    }

    private record Asked(Map<String, String> parameters, Consumer<JWTClaimsSet.Builder> claims) {}

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey otherKey;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private final AtomicInteger metadataAsked = new AtomicInteger();
    private final AtomicInteger userInfoAsked = new AtomicInteger();
    private volatile InstantSource clock = InstantSource.system();
    private volatile Consumer<JWTClaimsSet.Builder> claims = token -> {};
    private volatile Map<String, Object> userInfo = Map.of();
    private volatile Signature signature = Signature.RIGHT;
    private volatile boolean down;
    private volatile @Nullable String calledItself;

    public TestProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("1").generate();
            otherKey = new RSAKeyGenerator(2048).keyID("1").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException("The provider does not start", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/realms/lab";
    }

    /** As at the beginning, at this time. */
    public void reset(InstantSource now) {
        clock = now;
        claims = token -> {};
        userInfo = Map.of();
        signature = Signature.RIGHT;
        down = false;
        calledItself = null;
    }

    /** What ID tokens say from now on, over what they would say. */
    public void says(Consumer<JWTClaimsSet.Builder> changed) {
        claims = changed;
    }

    public void tellsOnRequest(Map<String, Object> info) {
        userInfo = info;
    }

    public void signs(Signature how) {
        signature = how;
    }

    public void isDown(boolean now) {
        down = now;
    }

    public void callsItself(String issuer) {
        calledItself = issuer;
    }

    public void stop() {
        server.stop(0);
    }

    public int userInfoAsked() {
        return userInfoAsked.get();
    }

    public int metadataAsked() {
        return metadataAsked.get();
    }

    /** Somebody signs in there, at the address the portal sent them to. @return the parameters they come back with */
    public Map<String, String> signIn(String address) {
        Map<String, String> asked = parameters(URI.create(address).getRawQuery());
        require(address.startsWith(issuer() + "/authorize?"), "sent elsewhere");
        require("code".equals(asked.get("response_type")), "no authorization code");
        require(CLIENT.equals(asked.get("client_id")), "another client");
        require(Arrays.asList(asked.getOrDefault("scope", "").split(" ")).contains("openid"), "not OpenID Connect");
        require("S256".equals(asked.get("code_challenge_method")), "no PKCE");
        require(asked.get("nonce") != null && asked.get("state") != null, "no nonce or state");
        String code = UUID.randomUUID().toString();
        codes.put(code, new Asked(asked, claims));
        return Map.of("code", code, "state", asked.getOrDefault("state", ""));
    }

    public static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("The portal's request is not right: " + otherwise);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replace("/realms/lab", "");
        if (down) {
            send(exchange, 503, "down for maintenance");
            return;
        }
        switch (path) {
            case "/.well-known/openid-configuration" -> {
                metadataAsked.incrementAndGet();
                send(exchange, 200, metadata());
            }
            case "/authorize" -> authorize(exchange);
            case "/keys" -> send(exchange, 200, new JWKSet(key).toString());
            case "/token" -> token(exchange);
            case "/userinfo" -> {
                userInfoAsked.incrementAndGet();
                send(exchange, 200, json(userInfo));
            }
            default -> send(exchange, 404, "");
        }
    }

    private String metadata() {
        String itself = calledItself;
        return json(Map.of(
                "issuer",
                itself == null ? issuer() : itself,
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "userinfo_endpoint",
                issuer() + "/userinfo",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256")));
    }

    private static String json(Map<String, ?> values) {
        return com.nimbusds.jose.util.JSONObjectUtils.toJSONString(values);
    }

    /** A browser comes itself: whoever it is, is signed in at once and sent back. */
    private void authorize(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String back = signIn(issuer() + "/authorize?" + query).entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
        exchange.getResponseHeaders().set("Location", parameters(query).get("redirect_uri") + back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> sent =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Asked asked = codes.remove(sent.getOrDefault("code", ""));
        if (asked == null
                || !isThePortal(exchange.getRequestHeaders().getFirst("Authorization"))
                || !asked.parameters().getOrDefault("redirect_uri", "none").equals(sent.get("redirect_uri"))
                || !asked.parameters()
                        .getOrDefault("code_challenge", "none")
                        .equals(challenge(sent.getOrDefault("code_verifier", "")))) {
            send(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        send(
                exchange,
                200,
                json(Map.of(
                        "access_token",
                        "nothing the portal keeps",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        idToken(asked))));
    }

    /** RFC 6749, 2.3.1: both halves are form-encoded before they are joined. */
    private static boolean isThePortal(@Nullable String header) {
        if (header == null || !header.startsWith("Basic ")) {
            return false;
        }
        String[] halves =
                new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":", 2);
        return halves.length == 2 && CLIENT.equals(decoded(halves[0])) && SECRET.equals(decoded(halves[1]));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String idToken(Asked asked) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("somebody")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", asked.parameters().get("nonce"));
        asked.claims().accept(token);
        try {
            return signed(token.build());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(JWTClaimsSet token) throws JOSEException {
        if (signature == Signature.NONE) {
            return new PlainJWT(token).serialize();
        }
        boolean symmetric = signature == Signature.WITH_THE_CLIENTS_SECRET;
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(symmetric ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                        .keyID("1")
                        .build(),
                token);
        signed.sign(
                symmetric
                        ? new MACSigner(Arrays.copyOf(SECRET.getBytes(StandardCharsets.UTF_8), 32))
                        : new RSASSASigner(signature == Signature.OTHER_KEY ? otherKey : key));
        return signed.serialize();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
