package org.slportal.rest;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slportal.services.access.Actor;
import org.slportal.services.client.ApiClientService;
import org.slportal.services.testing.TestAccounts;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API over HTTP, as a script does. */
@Component
class ApiCalls {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Environment environment;
    private final ApiClientService clients;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiCalls(Environment environment, ApiClientService clients) {
        this.environment = environment;
        this.clients = clients;
    }

    /** An answer, with its body as text and as JSON. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }
    }

    /** A bearer token of a client of the actor. */
    String bearer(Actor actor) {
        var client = clients.create(actor, "test");
        return clients.issue(client.key(), client.secret(), "192.0.2.99")
                .orElseThrow()
                .token();
    }

    static String account(TestAccounts.Account account) {
        return ApiPaths.BASE + "/v1/accounts/" + account.domain();
    }

    static String pool(TestAccounts.Account account, String name) {
        return account(account) + "/virtual-accounts/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path));
    }

    Answer get(@Nullable String bearer, String path) {
        return send(authorized(bearer, to(path)).GET());
    }

    Answer post(@Nullable String bearer, String path, @Nullable String body) {
        return send(authorized(bearer, to(path))
                .header("Content-Type", "application/json")
                .POST(body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder authorized(@Nullable String bearer, HttpRequest.Builder request) {
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
