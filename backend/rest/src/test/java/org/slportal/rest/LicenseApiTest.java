package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class LicenseApiTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    ApiCalls api;

    private static String line(String target, String quantity) {
        return "{\"license\":\"" + LICENSE + "\",\"licenseType\":\"PERPETUAL\",\"quantity\":" + quantity
                + ",\"targetVirtualAccount\":\"" + target + "\",\"precedence\":\"LONGEST_TERM_FIRST\"}";
    }

    private static String body(String... lines) {
        return "{\"requestId\":\"r1\",\"licenses\":[" + String.join(",", lines) + "]}";
    }

    @Test
    void licences_are_transferred_once_however_often_the_call_is_repeated() {
        var account = accounts.account();
        accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 5);
        String bearer = api.bearer(account.administrator());
        String path = ApiCalls.pool(account, "Default") + "/licenses/transfer";

        for (int i = 0; i < 2; i++) {
            var answer = api.post(bearer, path, body(line("Branch", "2")));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"status\":\"SUCCESS\"");
        }

        var listed = api.post(bearer, ApiCalls.account(account) + "/licenses", "{\"virtualAccounts\":[\"Branch\"]}");
        assertThat(listed.json().path("licenses").path(0).path("quantity").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_line_that_is_refused_says_why_and_keeps_no_other_back() {
        var account = accounts.account();
        var foreign = accounts.account();
        accounts.pool(foreign, "Elsewhere");
        accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 5);

        var answer = api.post(
                api.bearer(account.administrator()),
                ApiCalls.pool(account, "Default") + "/licenses/transfer",
                body(line("Branch", "9"), line("Elsewhere", "1"), line("Branch", "1")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("ERROR");
        var lines = answer.json().path("licenses");
        assertThat(lines.path(0).path("code").asString()).isEqualTo("TRANSFER_NOT_FREE");
        assertThat(lines.path(1).path("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(lines.path(2).path("status").asString()).isEqualTo("SUCCESS");
    }

    @Test
    void more_than_ten_lines_are_refused_as_a_whole() {
        var account = accounts.account();
        accounts.pool(account, "Branch");
        var answer = api.post(
                api.bearer(account.administrator()),
                ApiCalls.pool(account, "Default") + "/licenses/transfer",
                body(Collections.nCopies(11, line("Branch", "1")).toArray(String[]::new)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("TRANSFER_TOO_MANY_LINES");
    }

    @Test
    void licences_are_added_and_explained() {
        var account = accounts.account();
        devices.authorize(devices.registered(account, account.pool()), Map.of(LICENSE, 4));
        String bearer = api.bearer(account.administrator());
        String path = ApiCalls.pool(account, "Default") + "/licenses";

        var added = api.post(
                bearer,
                path + "/add",
                "{\"license\":\"" + LICENSE
                        + "\",\"licenseType\":\"TERM\",\"quantity\":3,\"endDate\":\"2028-01-31\",\"orderNumber\":\"4711\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        var why = api.get(bearer, path + "/why?license=" + LICENSE.replace(" ", "%20"));

        assertThat(why.status()).as(why.body()).isEqualTo(200);
        assertThat(why.json().path("balance").asInt()).isEqualTo(-1);
        assertThat(why.json().path("remedies").path(0).path("quantity").asInt()).isEqualTo(1);
    }

    @Test
    void whoever_only_looks_adds_and_transfers_nothing_and_a_stranger_finds_nothing() {
        var account = accounts.account();
        accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 5);
        String viewer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));
        String stranger = api.bearer(accounts.account().administrator());
        String path = ApiCalls.pool(account, "Default") + "/licenses";
        String some = "{\"license\":\"" + LICENSE + "\",\"licenseType\":\"PERPETUAL\",\"quantity\":1,\"note\":\"x\"}";

        assertThat(api.post(viewer, path + "/add", some).status()).isEqualTo(403);
        assertThat(api.post(viewer, path + "/transfer", body(line("Branch", "1")))
                        .json()
                        .path("licenses")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("NOT_ALLOWED");
        assertThat(api.post(stranger, path + "/add", some).status()).isEqualTo(404);
        assertThat(api.post(stranger, path + "/transfer", body(line("Branch", "1")))
                        .status())
                .isEqualTo(404);
        assertThat(api.get(stranger, path + "/why?license=x").status()).isEqualTo(404);
    }

    @Test
    void what_is_owned_by_subscription_is_listed_by_status_and_counts_as_pending_until_its_first_day() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());
        var added = api.post(
                bearer,
                ApiCalls.pool(account, "Default") + "/licenses/add",
                "{\"license\":\"" + LICENSE
                        + "\",\"licenseType\":\"SUBSCRIPTION\",\"quantity\":3,\"startDate\":\"2027-06-30\","
                        + "\"endDate\":\"2028-06-29\",\"subscriptionId\":\"SUB-9\",\"orderNumber\":\"4711\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        String path = ApiCalls.account(account) + "/license-subscriptions";

        var pending = api.post(bearer, path, "{\"virtualAccounts\":[\"Default\"],\"status\":[\"Pending\"]}");
        var active = api.post(bearer, path, "{\"status\":[\"Active\"],\"limit\":10,\"offset\":0}");
        var licenses = api.post(bearer, ApiCalls.account(account) + "/licenses", "{}");
        var stranger = api.post(api.bearer(accounts.account().administrator()), path, "{}");

        assertThat(pending.body())
                .isEqualTo("{\"status\":\"SUCCESS\",\"statusMessage\":\"\",\"totalRecords\":1,\"licenseSubscriptions\":"
                        + "[{\"license\":\"" + LICENSE + "\",\"quantity\":3,\"billingType\":\"PREPAID\","
                        + "\"subscriptionId\":\"SUB-9\",\"virtualAccount\":\"Default\",\"startDate\":\"2027-06-30\","
                        + "\"endDate\":\"2028-06-29\",\"status\":\"Pending\"}]}");
        assertThat(active.json().path("totalRecords").asInt()).isZero();
        assertThat(licenses.json()
                        .path("licenses")
                        .path(0)
                        .path("pendingQuantity")
                        .asInt())
                .isEqualTo(3);
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(api.post(bearer, path, "{\"status\":[\"Soon\"]}").status()).isEqualTo(400);
    }
}
