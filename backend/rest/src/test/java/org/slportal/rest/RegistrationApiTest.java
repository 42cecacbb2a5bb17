package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class RegistrationApiTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiCalls api;

    @Test
    void paks_are_added_listed_assigned_and_found_again_in_the_transactions() {
        var account = accounts.account();
        accounts.pool(account, "Branch");
        String bearer = api.bearer(account.administrator());
        String number = number();

        var added = api.post(bearer, lrp(account) + "/paks/add", """
                {"lines":[{"pak":"%s","sku":"SL-4330-SEC-K9","quantity":2,"orderNumber":4711},
                          {"pak":"%s","sku":"SL-4330-APP-K9","quantity":"1"}]}""".formatted(number, number));
        assertThat(added.body())
                .isEqualTo("{\"status\":\"SUCCESS\",\"statusMessage\":\"\",\"added\":1,\"claimed\":0,\"leftOut\":0,"
                        + "\"problemCount\":0,\"problems\":[]}");

        JsonNode pak = api.post(bearer, lrp(account) + "/paks", "{\"status\":\"unfulfilled\",\"search\":\"4711\"}")
                .json()
                .path("paks")
                .path(0);
        assertThat(pak.path("pak").asString()).isEqualTo(number);
        assertThat(pak.has("virtualAccount")).isFalse();
        assertThat(pak.path("lines").path(1).path("sku").asString()).isEqualTo("SL-4330-APP-K9");
        assertThat(pak.path("lines").path(0).path("available").asInt()).isEqualTo(2);

        var assigned = api.post(
                bearer, lrp(account) + "/paks/assign", "{\"paks\":[\"" + number + "\"],\"virtualAccount\":\"Branch\"}");
        assertThat(assigned.json().path("assigned").asInt()).isEqualTo(1);
        JsonNode transactions = api.post(bearer, lrp(account) + "/transactions", "{\"search\":\"" + number + "\"}")
                .json();
        assertThat(transactions.path("totalRecords").asInt()).isEqualTo(2);
        assertThat(transactions.path("transactions").path(0).path("type").asString())
                .isEqualTo("PAK_ASSIGNED");
        assertThat(transactions.path("transactions").path(0).path("pak").asString())
                .isEqualTo(number);
    }

    @Test
    void bad_lines_are_named_by_their_number_and_nothing_is_added() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());
        String body = """
                {"lines":[{"pak":"%s","sku":"SL-4330-SEC-K9","quantity":2},{"pak":"short\\nline","sku":"X","quantity":1},
                          {"pak":"%s","sku":"NO-SUCH-SKU","quantity":1}]%s}""";
        String good = number();

        var refused = api.post(bearer, lrp(account) + "/paks/add", body.formatted(good, number(), ""));

        assertThat(refused.status()).isEqualTo(422);
        JsonNode problems = refused.json().path("problems");
        assertThat(refused.json().path("problemCount").asInt()).isEqualTo(problems.size());
        assertThat(problems.path(0).path("line").asInt()).isEqualTo(2);
        JsonNode last = problems.path(problems.size() - 1);
        assertThat(last.path("line").asInt()).isEqualTo(3);
        assertThat(last.path("field").asString()).isEqualTo("sku");
        assertThat(last.path("code").asString()).isEqualTo("PAK_SKU_UNKNOWN");
        assertThat(total(bearer, account)).isZero();

        var valid = api.post(bearer, lrp(account) + "/paks/add", body.formatted(good, number(), ",\"validOnly\":true"));
        assertThat(valid.json().path("added").asInt()).isEqualTo(1);
        assertThat(valid.json().path("leftOut").asInt()).isEqualTo(2);
        assertThat(total(bearer, account)).isEqualTo(1);
    }

    @Test
    void a_csv_text_is_read_and_can_be_checked_only() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());
        String body = "{\"csv\":\"PAK;SKU;Quantity\\n" + number() + ";SL-4330-SEC-K9;1\\n" + number()
                + ";SL-4330-SEC-K9;0\\n\",\"checkOnly\":true}";

        var checked = api.post(bearer, lrp(account) + "/paks/add", body);

        assertThat(checked.status()).isEqualTo(422);
        assertThat(checked.json().path("problems").path(0).path("line").asInt()).isEqualTo(3);
        var sound = api.post(bearer, lrp(account) + "/paks/add", body.replace("9;0", "9;1"));
        assertThat(sound.status()).isEqualTo(200);
        assertThat(sound.json().path("added").asInt()).isEqualTo(2);
        assertThat(total(bearer, account)).isZero();
    }

    @Test
    void values_that_cannot_be_are_400_foreign_things_404_and_viewers_403() {
        var account = accounts.account();
        var foreign = accounts.account();
        String bearer = api.bearer(account.administrator());
        String viewer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));

        error(api.post(bearer, lrp(account) + "/paks", "{\"status\":\"LOST\"}"), 400, "REQUEST_MALFORMED");
        error(api.post(bearer, lrp(account) + "/paks", "{\"orderedFrom\":\"soon\"}"), 400, "REQUEST_MALFORMED");
        error(api.post(bearer, lrp(account) + "/transactions", "{\"type\":\"SIGNED_IN\"}"), 400, "REQUEST_MALFORMED");
        error(api.post(bearer, lrp(account) + "/paks/add", "{}"), 400, "PAK_SELECTION_EMPTY");
        error(api.post(bearer, lrp(account) + "/paks/assign", "{\"paks\":[]}"), 400, "REQUIRED");
        error(
                api.post(
                        bearer,
                        lrp(account) + "/paks/assign",
                        "{\"paks\":[\"" + number() + "\"],\"virtualAccount\":\"Default\"}"),
                404,
                "NOT_FOUND");
        error(api.post(bearer, lrp(foreign) + "/paks", "{}"), 404, "NOT_FOUND");
        error(api.post(bearer, lrp(foreign) + "/transactions", "{}"), 404, "NOT_FOUND");
        error(
                api.post(viewer, lrp(account) + "/paks/add", "{\"lines\":[{\"pak\":\"" + number() + "\"}]}"),
                403,
                "NOT_ALLOWED");
        assertThat(api.post(viewer, lrp(account) + "/paks", null).status()).isEqualTo(200);
    }

    private static String lrp(TestAccounts.Account account) {
        return ApiCalls.account(account) + "/lrp";
    }

    private int total(String bearer, TestAccounts.Account account) {
        return api.post(bearer, lrp(account) + "/paks", null)
                .json()
                .path("totalRecords")
                .asInt();
    }

    private static void error(ApiCalls.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("status").asString()).isEqualTo("ERROR");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }

    private static String number() {
        return "R%010d".formatted(NUMBER.incrementAndGet());
    }
}
