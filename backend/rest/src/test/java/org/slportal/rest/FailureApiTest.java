package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.failure.FailureDecoder;
import org.slportal.domain.failure.FailureReason;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class FailureApiTest {

    private static final String PATH = ApiPaths.BASE + "/v1/failures/decode";
    private static final String TEXT = """
            Registration:
              Initial Registration: FAILED on Nov 11 11:55:46 2018 UTC
                Failure reason: {"timestamp":["The device date '1526135268653' is offset beyond the allowed tolerance limit."]}
            UDI: PID:C9300-24P,SN:FCW2145L0AB
            """;

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiCalls api;

    @Test
    void a_report_is_explained_with_cause_remedy_and_facts() {
        var answer = decode(ApiPaths.DOUBLED + "/v1/failures/decode", TEXT, null);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Language")).isEqualTo("en");
        assertThat(answer.json().path("status").asString()).isEqualTo("SUCCESS");
        assertThat(answer.json().path("serialNumbers").get(0).asString()).isEqualTo("FCW2145L0AB");
        assertThat(answer.json().path("failures")).hasSize(1);
        var failure = answer.json().path("failures").get(0);
        assertThat(failure.path("kind").asString()).isEqualTo("CLOCK_OFFSET");
        assertThat(failure.path("verdict").asString()).isEqualTo("FAILURE");
        assertThat(failure.path("scenario").asInt()).isEqualTo(3);
        assertThat(failure.path("lineNumber").asInt()).isEqualTo(3);
        assertThat(failure.path("count").asInt()).isEqualTo(1);
        assertThat(failure.path("line").asString()).startsWith("Failure reason: {\"timestamp\"");
        assertThat(failure.path("cause").asString()).contains("an hour");
        assertThat(failure.path("remedy").get(1).asString())
                .contains("ntp server ADDRESS")
                .doesNotContain("`");
        assertThat(failure.path("facts").path("deviceTime").get(0).asString()).isEqualTo("2018-05-12T14:27:48.653Z");
        assertThat(failure.path("clockOffsetSeconds").asLong()).isLessThan(-86_400);
    }

    @Test
    void korean_readers_read_korean_and_all_others_english() {
        assertThat(title("ko-KR,ko;q=0.9,en;q=0.5")).isEqualTo("토큰이 만료되었습니다");
        assertThat(title("fr, en;q=0.5")).isEqualTo("The token has expired");
        assertThat(title("ja")).isEqualTo("The token has expired");
        assertThat(title("§§;q=x")).isEqualTo("The token has expired");
    }

    @Test
    void what_is_unknown_says_so_and_what_to_send_instead() {
        var failure =
                decode(PATH, "interface Vlan1", null).json().path("failures").get(0);

        assertThat(failure.path("kind").asString()).isEqualTo("UNKNOWN");
        assertThat(failure.has("scenario")).isFalse();
        assertThat(failure.path("remedy").get(0).asString()).contains("show license status");
    }

    @Test
    void nothing_and_too_much_are_refused() {
        assertThat(decode(PATH, " ", null).json().path("code").asString()).isEqualTo("REQUIRED");
        var tooLong = decode(PATH, "x".repeat(FailureDecoder.MAX_LENGTH + 1), null);
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.json().path("code").asString()).isEqualTo("TOO_LONG");
        assertThat(tooLong.json().path("field").asString()).isEqualTo("text");
        assertThat(decode(PATH, "x".repeat(FailureDecoder.MAX_LENGTH), null).status())
                .isEqualTo(200);
    }

    @Test
    void any_role_may_ask_and_nobody_without_a_token() {
        var account = accounts.account();
        String approver = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_APPROVER, null));

        assertThat(api.post(approver, PATH, body(TEXT)).status()).isEqualTo(200);
        assertThat(api.post(null, PATH, body(TEXT)).status()).isEqualTo(401);
    }

    private String title(String languages) {
        return decode(PATH, FailureReason.tokenExpired("N2EyYjFj..."), languages)
                .json()
                .path("failures")
                .get(0)
                .path("title")
                .asString();
    }

    private ApiCalls.Answer decode(String path, String text, @org.jspecify.annotations.Nullable String languages) {
        HttpRequest.Builder request = api.to(path)
                .header(
                        "Authorization",
                        "Bearer " + api.bearer(accounts.account().administrator()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(text)));
        if (languages != null) {
            request.header("Accept-Language", languages);
        }
        return api.send(request);
    }

    private static String body(String text) {
        return JsonMapper.builder().build().writeValueAsString(Map.of("text", text));
    }
}
