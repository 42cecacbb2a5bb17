package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.services.client.ApiClientService;
import org.slportal.services.client.IssuedAccessToken;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * OAuth 2.0 client credentials on the paths clients use. Fields come in a form, in the query string of an empty request, as JSON, or
 * the client in an Authorization header.
 */
@RestController
class OAuthController {

    private final ApiClientService clients;

    OAuthController(ApiClientService clients) {
        this.clients = clients;
    }

    record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    private record Credentials(String grantType, String key, String secret) {}

    @PostMapping({"/oauth2/default/v1/token", "/oauth/token"})
    ResponseEntity<Object> current(HttpServletRequest request, @RequestBody(required = false) @Nullable String body) {
        return issue(request, body, HttpStatus.UNAUTHORIZED);
    }

    /** The older path answers a wrong login with 400. */
    @PostMapping("/as/token.oauth2")
    ResponseEntity<Object> legacy(HttpServletRequest request, @RequestBody(required = false) @Nullable String body) {
        return issue(request, body, HttpStatus.BAD_REQUEST);
    }

    private ResponseEntity<Object> issue(HttpServletRequest request, @Nullable String body, HttpStatus wrongLogin) {
        Credentials credentials = credentials(request, body);
        if (!"client_credentials".equals(credentials.grantType())) {
            return error(HttpStatus.BAD_REQUEST, "unsupported_grant_type");
        }
        Optional<IssuedAccessToken> token =
                clients.issue(credentials.key(), credentials.secret(), request.getRemoteAddr());
        if (token.isEmpty()) {
            return error(wrongLogin, "invalid_client");
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(
                        token.get().token(), "Bearer", token.get().validity().toSeconds()));
    }

    private static ResponseEntity<Object> error(HttpStatus status, String code) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("error", code));
    }

    private static Credentials credentials(HttpServletRequest request, @Nullable String body) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        Body json = type.startsWith("application/json") ? Body.of(body) : Body.of(null);
        String key = field(request, json, "client_id");
        String secret = field(request, json, "client_secret");
        String basic = request.getHeader("Authorization");
        if (key.isEmpty() && basic != null && basic.regionMatches(true, 0, "basic ", 0, 6)) {
            String pair = decode(basic.substring(6).strip());
            int colon = pair.indexOf(':');
            if (colon > 0) {
                key = pair.substring(0, colon);
                secret = pair.substring(colon + 1);
            }
        }
        return new Credentials(field(request, json, "grant_type"), key, secret);
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String field(HttpServletRequest request, Body json, String name) {
        String inJson = json.text(name);
        return inJson.isEmpty()
                ? Optional.ofNullable(request.getParameter(name)).orElse("")
                : inJson;
    }
}
