package org.slportal.agent.restconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.agent.ssh.SwitchSshServer.Access;

@Timeout(60)
class RestconfServerTest {

    private static final String TOP = "/restconf/data/cisco-smart-license:";
    private static final String STATE = TOP + "licensing/state/state-info/registration/registration-state";

    private final Bench bench = Bench.advantage();
    private final HttpClient client;
    private final RestconfServer server;

    RestconfServerTest() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        client = HttpClient.newBuilder().sslContext(context).build();
        server = RestconfServer.start(bench.device, new Access("127.0.0.1", 0, "admin", "admin"), bench.nvram);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** As scripts do with a switch's own certificate. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private HttpResponse<String> call(String method, String path, String body, String login) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Accept", "application/yang-data+json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        return call("GET", path, "", "admin:admin").body();
    }

    private String post(String operation, String body) throws Exception {
        return call("POST", TOP + operation, body, "admin:admin").body();
    }

    private static String token(String token, String more) {
        return "{\"cisco-smart-license:register-id-token\":{\"id-token\":\"" + token + "\"" + more + "}}";
    }

    @Test
    void a_switch_is_registered_watched_and_deregistered() throws Exception {
        assertThat(get(STATE)).isEqualTo("{\"cisco-smart-license:registration-state\":\"reg-state-not-registered\"}\n");

        assertThat(post("register-id-token", token(FakePortal.TOKEN, "")))
                .isEqualTo("{\"cisco-smart-license:output\":{\"return-code\":\"registrationinprogress\"}}\n");

        assertThat(get(STATE)).isEqualTo("{\"cisco-smart-license:registration-state\":\"reg-state-complete\"}\n");
        assertThat(get(TOP + "licensing/state/state-info/authorization"))
                .contains("\"authorization-state\":\"auth-state-authorized\"");
        assertThat(get(TOP + "licensing"))
                .contains("\"smart-account-name\":\"Practice Account\"", "\"pid\":\"C9300-24P\"");
        assertThat(post("register-id-token", token(FakePortal.TOKEN, ""))).contains("\"alreadyregistered\"");
        assertThat(post("register-id-token", token(FakePortal.TOKEN, ",\"force\":true")))
                .contains("\"registrationinprogress\"");
        assertThat(post("renew-auth", "")).contains("\"success\"");
        assertThat(post("renew-id", "")).contains("\"success\"");
        assertThat(post("de-register", "")).contains("\"success\"");
        assertThat(post("de-register", "")).contains("\"notregistered\"");
        assertThat(get(STATE)).contains("reg-state-not-registered");
    }

    @Test
    void a_refused_token_is_being_tried_again() throws Exception {
        post("register-id-token", token("wrong", ""));

        assertThat(get(TOP + "licensing/state/state-info/registration"))
                .contains("\"registration-state\":\"reg-state-retry\"", "fail-message");
    }

    @Test
    void another_password_is_not_let_in() throws Exception {
        HttpResponse<String> refused = call("GET", STATE, "", "admin:wrong");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(refused.body()).contains("access-denied");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /restconf/data/cisco-smart-license:nothing, 404",
        "GET, /restconf/data/other:licensing, 404",
        "GET, /, 404",
        "GET, /restconf/data/cisco-smart-license:licensing/state/none, 404",
        "GET, /restconf/data/cisco-smart-license:licensing/state/state-info/udi/pid/deeper, 404",
        "GET, /restconf/data/cisco-smart-license:de-register, 405",
        "DELETE, /restconf/data/cisco-smart-license:licensing, 405",
        "POST, /restconf/data/cisco-smart-license:register-id-token, 400",
    })
    void what_is_not_there_or_not_meant_is_refused_in_restconfs_words(String method, String path, int status)
            throws Exception {
        HttpResponse<String> answer = call(method, path, "", "admin:admin");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"ietf-restconf:errors\":{\"error\":[{");
    }

    @Test
    void garbage_and_too_much_are_refused() throws Exception {
        assertThat(call("POST", TOP + "register-id-token", "{\"a", "admin:admin")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("POST", TOP + "register-id-token", "[".repeat(60_000), "admin:admin")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("POST", TOP + "register-id-token", "x".repeat(70_000), "admin:admin")
                        .statusCode())
                .isEqualTo(413);
        assertThat(call("POST", TOP + "register-id-token", token("x".repeat(256), ""), "admin:admin")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(STATE)).contains("reg-state-not-registered");
    }

    @Test
    void the_certificate_is_the_same_after_a_restart_and_restconf_outlives_a_reload() throws Exception {
        byte[] kept = bench.nvram.read("https-identity").orElseThrow();
        RestconfServer.start(bench.device, new Access("127.0.0.1", 0, "admin", "admin"), bench.nvram)
                .close();

        assertThat(bench.nvram.read("https-identity")).contains(kept);
        bench.register();
        bench.device.reload();
        assertThat(get(STATE)).contains("reg-state-not-registered");
    }
}
