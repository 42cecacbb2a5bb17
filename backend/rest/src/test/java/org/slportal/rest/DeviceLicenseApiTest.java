package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class DeviceLicenseApiTest {

    private static final AtomicInteger SERIAL = new AtomicInteger();

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiCalls api;

    @Test
    void a_stack_is_added_listed_and_converted_once() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());
        String active = next();
        var added = api.post(bearer, add(account), device("WS-C3850-24P-S", active, "\"virtualAccount\":\"Default\","));
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(added.json().path("device").path("virtualAccount").asString())
                .isEqualTo("Default");
        String member = next();
        var second = api.post(
                bearer,
                add(account),
                device("WS-C3850-48P-S", member, "\"stack\":" + sudi("WS-C3850-24P-S", active) + ","));
        assertThat(second.json()
                        .path("device")
                        .path("members")
                        .path(0)
                        .path("sudi")
                        .path("udiSerialNumber")
                        .asString())
                .isEqualTo(member);
        var licensed = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P-S");
        accounts.rightToUse(licensed, "LIC-CTIOS-1A", 5);

        var list = api.post(bearer, list(account), "{\"search\":\"3850\"}");
        assertThat(list.json().path("totalRecords").asInt()).isEqualTo(2);
        JsonNode device = list.json().path("devices").path(1);
        JsonNode license = device.path("licenses").path(0);
        assertThat(license.path("sku").asString()).isEqualTo("LIC-CTIOS-1A");
        assertThat(license.path("eligible").asBoolean()).isTrue();
        String serial = device.path("sudi").path("udiSerialNumber").asString();

        var first = api.post(bearer, convert(account), conversion("once", serial, 1, 3));
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.json().path("lines").path(0).path("status").asString()).isEqualTo("CONVERTED");
        assertThat(first.json().path("lines").path(0).path("quantity").asInt()).isEqualTo(3);
        assertThat(api.post(bearer, convert(account), conversion("once", serial, 1, 3))
                        .body())
                .isEqualTo(first.body());
        assertThat(api.post(bearer, convert(account), conversion("once", serial, 1, 2))
                        .status())
                .isEqualTo(409);
        var refused = api.post(bearer, convert(account), conversion("more", serial, 1, 3));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("lines").path(0).path("status").asString())
                .isEqualTo("QUANTITY_EXCEEDS_AVAILABLE");
        assertThat(refused.json().path("lines").path(0).path("statusMessage").asString())
                .isEqualTo("2");
        assertThat(api.post(bearer, convert(account), conversion("none", serial, 2, 1))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_is_wrong_with_a_device_is_told_by_code() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());
        String serial = next();

        assertThat(code(api.post(bearer, add(account), device("ISR4331/K9", serial, ""))))
                .isEqualTo("DEVICE_PID_OF_OTHER_FAMILY");
        assertThat(code(api.post(bearer, add(account), device("not a pid", serial, ""))))
                .isEqualTo("DEVICE_PID_SHAPE");
        assertThat(api.post(bearer, add(account), device("WS-C3850-24P-S", serial, ""))
                        .status())
                .isEqualTo(200);
        var again = api.post(bearer, add(account), device("WS-C3850-24P-S", serial, ""));
        assertThat(again.status()).isEqualTo(409);
        assertThat(code(again)).isEqualTo("DEVICE_ALREADY_HERE");
        var foreign = accounts.account();
        assertThat(code(api.post(
                        api.bearer(foreign.administrator()), add(foreign), device("WS-C3850-24P-S", serial, ""))))
                .isEqualTo("DEVICE_ELSEWHERE");
        assertThat(code(api.post(bearer, add(account), "{\"stack\":7}"))).isEqualTo("REQUEST_MALFORMED");
    }

    @Test
    void strangers_find_nothing_and_viewers_change_nothing() {
        var account = accounts.account();
        var foreign = accounts.account();
        String stranger = api.bearer(foreign.administrator());
        var licensed = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P-S");
        accounts.rightToUse(licensed, "LIC-CTIOS-1A", 5);
        String serial = api.post(api.bearer(account.administrator()), list(account), null)
                .json()
                .path("devices")
                .path(0)
                .path("sudi")
                .path("udiSerialNumber")
                .asString();

        assertThat(api.post(stranger, list(account), "{}").status()).isEqualTo(404);
        assertThat(api.post(stranger, add(account), "{}").status()).isEqualTo(404);
        assertThat(api.post(stranger, convert(account), "{}").status()).isEqualTo(404);
        assertThat(api.post(stranger, convert(foreign), conversion("theirs", serial, 1, 1))
                        .status())
                .isEqualTo(404);
        String viewer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));
        assertThat(api.post(viewer, list(account), "{}").status()).isEqualTo(200);
        assertThat(api.post(viewer, add(account), device("WS-C3850-24P-S", next(), ""))
                        .status())
                .isEqualTo(403);
        assertThat(api.post(viewer, convert(account), conversion("viewer", serial, 1, 1))
                        .status())
                .isEqualTo(403);
    }

    private static String code(ApiCalls.Answer answer) {
        return answer.json().path("code").asString();
    }

    private static String list(TestAccounts.Account account) {
        return ApiCalls.account(account) + "/lrp/devices";
    }

    private static String add(TestAccounts.Account account) {
        return ApiCalls.account(account) + "/lrp/devices/add";
    }

    private static String convert(TestAccounts.Account account) {
        return ApiCalls.pool(account, "Default") + "/devices/licenses/convert";
    }

    private static String device(String pid, String serial, String more) {
        return "{" + more + "\"productFamily\":\"Catalyst 3850\",\"udiPid\":\"" + pid + "\",\"udiSerialNumber\":\""
                + serial + "\"}";
    }

    private static String sudi(String pid, String serial) {
        return "{\"udiPid\":\"" + pid + "\",\"udiSerialNumber\":\"" + serial + "\"}";
    }

    private static String conversion(String id, String serial, int line, int quantity) {
        return "{\"requestId\":\"" + id + "\",\"lines\":[{\"sudi\":" + sudi("WS-C3850-24P-S", serial)
                + ",\"lineNumber\":" + line + ",\"quantity\":" + quantity + "}]}";
    }

    private static String next() {
        return "API%06d".formatted(SERIAL.incrementAndGet());
    }
}
