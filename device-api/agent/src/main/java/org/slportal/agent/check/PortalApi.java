package org.slportal.agent.check;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.slportal.agent.identity.TrustAnchors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management API, as far as the main job needs it. Status codes other than 200 are failures, with what the portal says of them. */
public final class PortalApi {

    private static final String BASE = "/services/api/smart-accounts-and-licensing";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PortalAccess access;
    private final HttpClient http;
    private String bearer = "";

    public PortalApi(PortalAccess access, TrustAnchors anchors) {
        this.access = access;
        this.http = HttpClient.newBuilder()
                .sslContext(anchors.tls())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Signs in by client credentials; seconds the token lives. */
    public long signIn() throws CheckFailure, InterruptedException {
        String form = Map.of(
                        "grant_type", "client_credentials",
                        "client_id", access.clientId(),
                        "client_secret", access.clientSecret())
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(access.url() + "/oauth2/default/v1/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        bearer = text(answer, "access_token");
        return answer.path("expires_in").asLong(0);
    }

    /** Makes a registration token for one device, for a day. */
    JsonNode newToken(String serial) throws CheckFailure, InterruptedException {
        return post(
                        virtualAccountPath() + "/tokens",
                        Map.of(
                                "description",
                                "portal check " + serial,
                                "expiresAfterDays",
                                1,
                                "exportControlled",
                                "Allowed",
                                "numberofUses",
                                1))
                .path("tokenInfo");
    }

    /** Posts to a path below the account; an envelope that reports an error is a failure. */
    public JsonNode post(String path, Object body) throws CheckFailure, InterruptedException {
        return envelope(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Reads a path below the account, as {@link #post}. */
    public JsonNode get(String path) throws CheckFailure, InterruptedException {
        return envelope(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(access.url() + BASE + "/v1/accounts/" + encoded(access.account()) + path))
                .header("Authorization", "Bearer " + bearer);
    }

    private JsonNode envelope(HttpRequest.Builder request) throws CheckFailure, InterruptedException {
        JsonNode answer = send(request);
        if (answer.path("status").asString("").equals("ERROR")) {
            throw new CheckFailure(answer.path("statusMessage").asString("the portal reports an error"));
        }
        return answer;
    }

    /** The Virtual Account's part of a path. */
    public String virtualAccountPath() {
        return "/virtual-accounts/" + encoded(access.virtualAccount());
    }

    /** A text the answer must have. */
    public static String text(JsonNode answer, String field) throws CheckFailure {
        String value = answer.path(field).asString("");
        if (value.isEmpty()) {
            throw new CheckFailure("the answer has no " + field);
        }
        return value;
    }

    private JsonNode send(HttpRequest.Builder request) throws CheckFailure, InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    request.timeout(PATIENCE)
                            .header("Accept", "application/json")
                            .build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                throw new CheckFailure("HTTP " + response.statusCode() + " " + said(response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new CheckFailure("the portal at " + access.url() + " cannot be reached: " + problem(e), e);
        } catch (JacksonException e) {
            throw new CheckFailure("the answer is not JSON", e);
        }
    }

    private static String problem(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String said(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            String message =
                    answer.path("statusMessage").asString(answer.path("error").asString(""));
            return message.isEmpty() ? "" : message;
        } catch (JacksonException notJson) {
            return "";
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
