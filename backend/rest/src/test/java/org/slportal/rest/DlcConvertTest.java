package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slportal.domain.access.Role;
import org.slportal.domain.device.Udi;
import org.slportal.services.dlc.DlcProcessor;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestReports;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class DlcConvertTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestReports reports;

    @Autowired
    DlcProcessor processor;

    @Autowired
    ApiCalls api;

    @Autowired
    MovableClock clock;

    private TestAccounts.Account account;
    private String bearer;
    private String path;

    @BeforeEach
    void sign_in() {
        account = accounts.account();
        bearer = api.bearer(account.administrator());
        path = ApiCalls.account(account) + "/dlc_convert";
    }

    private String device(Udi udi, String name, int count) {
        return String.format(
                Locale.ROOT,
                "{\"sudi\":{\"udiPid\":\"%s\",\"udiSerialNumber\":\"%s\"},\"softwareTagIdentifier\":\"%s\",\"conversionLines\":"
                        + "[{\"conversionType\":\"RTU\",\"conversionEncodingType\":\"PLAIN\",\"conversionString\":\"%s\",\"conversionCount\":%d}]}",
                udi.pid(),
                udi.serialNumber(),
                reports.softwareId("C3850"),
                name,
                count);
    }

    private static String body(String pool, String... devices) {
        return "{\"virtualAccounts\":[" + section(pool, devices) + "]}";
    }

    private static String section(String pool, String... devices) {
        return "{\"name\":\"" + pool + "\",\"dlcRequests\":[" + String.join(",", devices) + "]}";
    }

    private static String answer(Udi udi, String rest) {
        return "{\"sudi\":{\"udiPid\":\"" + udi.pid() + "\",\"udiSerialNumber\":\"" + udi.serialNumber() + "\"}," + rest
                + "}";
    }

    private void minutePasses() {
        clock.advance(Duration.ofMinutes(1));
        processor.processDue(100);
    }

    @Test
    void the_same_body_again_is_the_poll() {
        accounts.pool(account, "Lab");
        Udi one = TestReports.chassis("WS-C3850-24P");
        Udi two = TestReports.chassis("WS-C3850-24P");
        Udi three = TestReports.chassis("WS-C3850-24P");
        String body = "{\"virtualAccounts\":["
                + section("Default", device(one, "ipbase", 1), device(two, "magic", 1)) + ","
                + section("Lab", device(three, "apcount", 100)) + "]}";

        var first = api.post(bearer, path, body);

        assertThat(first.status()).isEqualTo(200);
        String failed = answer(
                two,
                "\"conversionStatus\":\"CONVERT_FAILED\",\"statusMessage\":\"No smart license is equivalent to \\\"magic\\\"\","
                        + "\"failureCode\":\"NOTHING_EQUIVALENT\"");
        assertThat(first.body())
                .isEqualTo("{\"status\":\"SUCCESS\",\"statusMessage\":\"\",\"devices\":["
                        + answer(one, "\"conversionStatus\":\"IN_PROGRESS\"") + "," + failed + ","
                        + answer(three, "\"conversionStatus\":\"IN_PROGRESS\"") + "]}");
        assertThat(api.post(bearer, path, body).body()).isEqualTo(first.body());
        minutePasses();
        String done = api.post(bearer, path, body).body();
        assertThat(done)
                .isEqualTo("{\"status\":\"SUCCESS\",\"statusMessage\":\"\",\"devices\":["
                        + answer(one, "\"conversionStatus\":\"CONVERT_SUCCESS\"") + "," + failed + ","
                        + answer(three, "\"conversionStatus\":\"CONVERT_SUCCESS\"") + "]}");
        minutePasses();
        assertThat(api.post(bearer, path, body).body()).isEqualTo(done);
        assertThat(api.post(
                                bearer,
                                ApiCalls.account(account) + "/licenses",
                                "{\"virtualAccounts\":[\"Default\",\"Lab\"]}")
                        .body())
                .contains("\"license\":\"C3850_24_Ipbase\"", "\"license\":\"Access Point Count\"");
    }

    @Test
    void other_content_after_success_fails_as_already_converted() {
        Udi udi = TestReports.chassis("WS-C3850-24P");
        api.post(bearer, path, body("Default", device(udi, "ipbase", 1)));
        minutePasses();

        var again = api.post(bearer, path, body("Default", device(udi, "ipservices", 1)));

        assertThat(again.json().path("devices").path(0).path("conversionStatus").asString())
                .isEqualTo("CONVERT_FAILED");
        assertThat(again.json().path("devices").path(0).path("failureCode").asString())
                .isEqualTo("ALREADY_CONVERTED");
    }

    @Test
    void the_doubled_prefix_is_served_too() {
        assertThat(api.post(
                                bearer,
                                path.replace(ApiPaths.BASE, ApiPaths.DOUBLED),
                                body("Default", device(TestReports.chassis("WS-C3850-24P"), "ipbase", 1)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_foreign_account_or_virtual_account_does_not_exist_and_nothing_of_the_body_is_taken() {
        TestAccounts.Account foreign = accounts.account();
        Udi udi = TestReports.chassis("WS-C3850-24P");
        String body = "{\"virtualAccounts\":[" + section("Default", device(udi, "ipbase", 1)) + "," + section("Nowhere")
                + "]}";

        assertThat(api.post(bearer, ApiCalls.account(foreign) + "/dlc_convert", body("Default"))
                        .status())
                .isEqualTo(404);
        assertThat(api.post(bearer, path, body).status()).isEqualTo(404);
        assertThat(api.post(null, path, body).status()).isEqualTo(401);
        String viewer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));
        assertThat(api.post(viewer, path, body("Default", device(udi, "ipbase", 1)))
                        .status())
                .isEqualTo(403);

        String other = api.bearer(foreign.administrator());
        assertThat(api.post(
                                other,
                                ApiCalls.account(foreign) + "/dlc_convert",
                                body("Default", device(udi, "ipbase", 1)))
                        .body())
                .contains("IN_PROGRESS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`nonsense`|400|DLC_FILE_SHAPE",
                "`{}`|400|DLC_FILE_SHAPE",
                "`[]`|400|REQUEST_MALFORMED",
                "`{\"virtualAccounts\":[{\"name\":\"Default\",\"dlcRequests\":[{}]}]}`|400|DLC_DEVICE_FIELD",
                "`{\"virtualAccounts\":[{\"name\":\"Default\",\"dlcRequests\":[{\"sudi\":{\"udiPid\":\"X\",\"udiSerialNumber\":\"Y\"},\"softwareTagIdentifier\":\"Z\",\"conversionLines\":[{}]}]}]}`|400|DLC_LINE_FIELD",
            })
    void a_body_that_is_none_is_refused_with_its_reason(String body, int status, String code) {
        var answer = api.post(bearer, path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("status").asString()).isEqualTo("ERROR");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain("Exception");
    }
}
