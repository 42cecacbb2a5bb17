package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.access.Role;
import org.slportal.services.conversion.settings.ConversionSettings;
import org.slportal.services.conversion.settings.ConversionSettingsService;
import org.slportal.services.conversion.settings.DlcMode;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class ManagementApiTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String GENERIC = "C9500 Network Advantage";
    private static final String MODEL = "C9500 32C NW Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    ApiCalls api;

    @Autowired
    MovableClock clock;

    private static String keys(JsonNode node) {
        return String.join(",", new TreeSet<>(node.propertyNames()));
    }

    private static String sorted(String keys) {
        return java.util.Arrays.stream(keys.split(",", -1)).sorted().collect(Collectors.joining(","));
    }

    private static void assertError(ApiCalls.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("status").asString()).isEqualTo("ERROR");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        assertThat(answer.json().path("statusMessage").asString()).isNotEmpty();
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.slportal");
    }

    @Autowired
    ConversionSettingsService settings;

    @Test
    void a_token_is_made_listed_used_and_revoked() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());
        String path = ApiCalls.pool(account, "Default") + "/tokens";

        var made = api.post(
                bearer,
                path,
                "{\"description\":\"lab\",\"expiresAfterDays\":30,\"exportControlled\":\"Allowed\",\"limit\":1,\"offset\":0}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body())
                .startsWith("{\"status\":\"SUCCESS\",\"statusMessage\":\"Token created\",\"tokenInfo\":{\"token\":\"");
        String token = made.json().path("tokenInfo").path("token").asString();
        var listed = api.get(bearer, path);
        assertThat(keys(listed.json())).isEqualTo("status,statusMessage,tokens");
        assertThat(listed.json().path("tokens").size()).isEqualTo(1);
        JsonNode first = listed.json().path("tokens").path(0);
        assertThat(first.path("token").asString()).isEqualTo(token);
        assertThat(first.path("exportControlled").asString()).isEqualTo("Allowed");
        assertThat(first.path("expirationDate").asString())
                .isEqualTo(clock.instant().plus(Duration.ofDays(30)).toString());
        assertThat(devices.register(org.slportal.services.testing.TestDevice.unseen(), token, false))
                .isInstanceOf(org.slportal.services.callhome.Reply.Answered.class);

        String tokens = "{\"tokens\":[\"" + token + "\",\"no such token\"]}";
        var revoked = api.post(bearer, path + "/revoke", tokens);
        assertThat(revoked.json().path("tokens").path(0).path("status").asString())
                .isEqualTo("SUCCESS");
        assertThat(revoked.json().path("tokens").path(1).path("status").asString())
                .isEqualTo("ERROR");
        assertThat(api.get(bearer, path).body())
                .isEqualTo("{\"status\":\"SUCCESS\",\"statusMessage\":\"\",\"tokens\":[]}");
        assertThat(api.post(bearer, path + "/revoke", tokens)
                        .json()
                        .path("tokens")
                        .path(0)
                        .path("status")
                        .asString())
                .isEqualTo("ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"expiresAfterDays\":0}", "{\"expiresAfterDays\":366}", "{\"numberofUses\":0}"})
    void a_token_that_cannot_be_is_400_and_names_the_field(String body) {
        var account = accounts.account();

        var answer = api.post(api.bearer(account.administrator()), ApiCalls.pool(account, "Default") + "/tokens", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).isIn("expireAfterDays", "maxUses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "7",
                "{\"expiresAfterDays\":\"soon\"}",
                "{\"expiresAfterDays\":99999999999}",
                "{\"description\":{}}",
                "{\"exportControlled\":\"Maybe\"}"
            })
    void a_body_that_makes_no_sense_is_400_in_json(String body) {
        var account = accounts.account();

        assertError(
                api.post(api.bearer(account.administrator()), ApiCalls.pool(account, "Default") + "/tokens", body),
                400,
                "REQUEST_MALFORMED");
    }

    @Test
    void no_body_an_empty_one_and_the_text_null_are_the_same() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        String bearer = api.bearer(account.administrator());
        String path = ApiCalls.account(account) + "/licenses";

        String expected = api.post(bearer, path, "{}").body();

        assertThat(api.post(bearer, path, null).body()).isEqualTo(expected);
        assertThat(api.post(bearer, path, "null").body()).isEqualTo(expected);
        assertThat(api.post(bearer, path, " ").body()).isEqualTo(expected);
        assertThat(api.post(bearer, ApiCalls.pool(account, "Default") + "/tokens", "null")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void licences_have_the_keys_clients_read_and_are_compact() {
        var account = accounts.account();
        accounts.own(account, account.pool(), GENERIC, 2);
        devices.authorize(devices.registered(account, account.pool()), Map.of(MODEL, 1, LICENSE, 1));
        String bearer = api.bearer(account.administrator());

        var answer = api.post(
                bearer,
                ApiCalls.account(account) + "/licenses",
                "{\"virtualAccounts\":[\"Default\"],\"limit\":50,\"offset\":0}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "{\"status\":\"SUCCESS\",\"statusMessage\":\"\",\"totalRecords\":3,\"licenses\":[{\"license\":\"");
        assertThat(answer.body()).doesNotContain("\": ").doesNotContain("\n");
        JsonNode list = answer.json().path("licenses");
        assertThat(list.valueStream().map(item -> item.path("license").asString()))
                .containsExactly(LICENSE, MODEL, GENERIC);
        for (JsonNode item : list) {
            assertThat(keys(item))
                    .isEqualTo(sorted("license,virtualAccount,quantity,inUse,available,reserved,pendingQuantity,status,"
                            + "billingType,ahaApps,isPortable,licenseSubstitutions,licenseDetails"));
        }
        assertThat(list.path(0).path("status").asString()).isEqualTo("Out Of Compliance");
        assertThat(list.path(0).path("available").asInt()).isEqualTo(-1);
        assertThat(list.path(1).path("status").asString()).isEqualTo("In Compliance");
        JsonNode substitution = list.path(1).path("licenseSubstitutions").path(0);
        assertThat(keys(substitution))
                .isEqualTo(sorted("license,substitutedLicense,substitutedQuantity,substitutionType"));
        assertThat(substitution.path("substitutedLicense").asString()).isEqualTo(GENERIC);
        assertThat(substitution.path("substitutedQuantity").asInt()).isEqualTo(1);
        JsonNode generic = list.path(2);
        assertThat(generic.path("quantity").asInt()).isEqualTo(2);
        assertThat(generic.path("available").asInt()).isEqualTo(1);
        assertThat(generic.path("billingType").asString()).isEqualTo("PREPAID");
        JsonNode detail = generic.path("licenseDetails").path(0);
        assertThat(detail.path("licenseType").asString()).isEqualTo("PERPETUAL");
        assertThat(detail.path("quantity").asInt()).isEqualTo(2);
    }

    @Test
    void a_list_is_cut_by_limit_and_offset_in_body_or_query_and_minus_one_is_all() {
        var account = accounts.account();
        List.of(LICENSE, GENERIC, MODEL).forEach(name -> accounts.own(account, account.pool(), name, 1));
        String bearer = api.bearer(account.administrator());
        String path = ApiCalls.account(account) + "/licenses";

        assertThat(sizeAndTotal(api.post(bearer, path, "{\"limit\":2}"))).isEqualTo("2 of 3");
        assertThat(sizeAndTotal(api.post(bearer, path, "{\"limit\":\"2\",\"offset\":\"2\"}")))
                .isEqualTo("1 of 3");
        assertThat(sizeAndTotal(api.post(bearer, path + "?limit=1&offset=1", null)))
                .isEqualTo("1 of 3");
        assertThat(sizeAndTotal(api.post(bearer, path, "{\"limit\":-1}"))).isEqualTo("3 of 3");
        assertThat(sizeAndTotal(api.post(bearer, path, "{\"offset\":3}"))).isEqualTo("0 of 3");
        for (String bad : List.of("{\"limit\":0}", "{\"limit\":-2}", "{\"offset\":-1}", "{\"limit\":\"x\"}")) {
            assertError(api.post(bearer, path, bad), 400, "REQUEST_MALFORMED");
        }
        assertError(api.post(bearer, path + "?limit=many", null), 400, "REQUEST_MALFORMED");
    }

    private static String sizeAndTotal(ApiCalls.Answer answer) {
        return answer.json().path("licenses").size() + " of "
                + answer.json().path("totalRecords").asLong();
    }

    @Test
    void devices_have_the_keys_clients_read() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 1));
        String bearer = api.bearer(account.administrator());

        var posted = api.post(bearer, ApiCalls.account(account) + "/devices", "{\"virtualAccounts\":[\"Default\"]}");

        JsonNode item = posted.json().path("devices").path(0);
        assertThat(keys(item))
                .isEqualTo(sorted("hostName,sudi,displayName,productTagName,productName,productDescription,productType,"
                        + "virtualAccount,registrationDate,lastContactDate,status,licenseUsage"));
        assertThat(item.path("displayName").asString())
                .isEqualTo("UDI_PID:" + device.udi().pid() + "; UDI_SN:"
                        + device.udi().serialNumber() + "; ");
        assertThat(item.path("sudi").path("udiPid").asString())
                .isEqualTo(device.udi().pid());
        assertThat(item.path("sudi").path("udiSerialNumber").asString())
                .isEqualTo(device.udi().serialNumber());
        assertThat(item.path("productTagName").asString()).isEqualTo(TestDevices.SOFTWARE.value());
        assertThat(item.path("licenseUsage").toString())
                .isEqualTo("[{\"license\":\"" + LICENSE + "\",\"quantity\":1}]");
        assertThat(posted.json().path("totalRecords").asInt()).isEqualTo(1);
        assertThat(api.get(bearer, ApiCalls.pool(account, "Default") + "/devices")
                        .body())
                .isEqualTo(posted.body());
    }

    @Test
    void a_foreign_account_and_virtual_account_are_404_like_ones_that_never_were() {
        var account = accounts.account();
        var foreign = accounts.account();
        accounts.pool(account, "Hidden");
        String bearer = api.bearer(foreign.administrator());

        for (String path : List.of(
                ApiCalls.account(account) + "/licenses",
                ApiCalls.account(account) + "/devices",
                ApiCalls.account(account) + "/paks",
                ApiCalls.pool(account, "Default") + "/tokens",
                ApiCalls.pool(account, "Default") + "/tokens/revoke",
                ApiCalls.pool(account, "Default") + "/paks/convert",
                ApiPaths.BASE + "/v1/accounts/never.example.com/licenses")) {
            assertError(api.post(bearer, path, "{}"), 404, "NOT_FOUND");
        }
        assertError(
                api.post(bearer, ApiCalls.account(foreign) + "/licenses", "{\"virtualAccounts\":[\"Hidden\"]}"),
                404,
                "NOT_FOUND");
        assertError(api.get(bearer, ApiCalls.pool(foreign, "Hidden") + "/devices"), 404, "NOT_FOUND");
    }

    @Test
    void a_viewer_reads_and_is_403_for_the_rest() {
        var account = accounts.account();
        String bearer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));
        accounts.pak(account, account.pool(), "C9300-NW-A-24", 5, 0, null);

        assertThat(api.post(bearer, ApiCalls.account(account) + "/licenses", null)
                        .status())
                .isEqualTo(200);
        assertError(api.post(bearer, ApiCalls.pool(account, "Default") + "/tokens", "{}"), 403, "NOT_ALLOWED");
        assertError(api.get(bearer, ApiCalls.pool(account, "Default") + "/tokens"), 403, "NOT_ALLOWED");
        assertError(
                api.post(bearer, ApiCalls.pool(account, "Default") + "/paks/convert", "{\"requestId\":\"1\"}"),
                403,
                "NOT_ALLOWED");
    }

    @Test
    void where_two_people_are_needed_a_conversion_is_accepted_and_waits() {
        var account = accounts.account();
        settings.change(
                account.administrator(),
                account.id(),
                new ConversionSettings(false, "", null, false, DlcMode.ALL, Set.of(), false, true),
                0);
        accounts.pak(account, account.pool(), "C9300-NW-A-24", 5, 0, null);
        String bearer = api.bearer(account.administrator());
        JsonNode pak = api.post(bearer, ApiCalls.account(account) + "/paks", null)
                .json()
                .path("paks")
                .path(0);
        String path = ApiCalls.pool(account, "Default") + "/paks/convert";

        var first = api.post(bearer, path, conversion("two", pak, 3));

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().path("status").asString()).isEqualTo("PENDING");
        assertThat(first.json().has("conversionId")).isFalse();
        assertThat(api.post(bearer, path, conversion("two", pak, 3)).body()).isEqualTo(first.body());
    }

    @Test
    void a_conversion_with_the_same_request_id_happens_once_and_for_something_else_is_409() {
        var account = accounts.account();
        accounts.pak(account, account.pool(), "C9300-NW-A-24", 5, 0, null);
        String bearer = api.bearer(account.administrator());
        var list = api.post(bearer, ApiCalls.account(account) + "/paks", "{\"search\":\"c9300-nw\"}");
        JsonNode pak = list.json().path("paks").path(0);
        assertThat(keys(pak)).isEqualTo(sorted("pak,family,orderNumber,orderDate,virtualAccount,status,lines"));
        assertThat(pak.path("status").asString()).isEqualTo("UNFULFILLED");
        assertThat(pak.path("lines").path(0).path("eligible").asBoolean()).isTrue();
        String path = ApiCalls.pool(account, "Default") + "/paks/convert";

        var first = api.post(bearer, path, conversion("once", pak, 3));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("lines").path(0).path("status").asString()).isEqualTo("CONVERTED");
        assertThat(api.post(bearer, path, conversion("once", pak, 3)).body()).isEqualTo(first.body());
        assertError(api.post(bearer, path, conversion("once", pak, 2)), 409, "CONVERSION_REQUEST_REUSED");
        var refused = api.post(bearer, path, conversion("too many", pak, 3));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("status").asString()).isEqualTo("ERROR");
        assertThat(refused.json().path("lines").path(0).path("status").asString())
                .isEqualTo("QUANTITY_EXCEEDS_AVAILABLE");
        assertThat(api.post(bearer, ApiCalls.account(account) + "/paks", null)
                        .json()
                        .path("paks")
                        .path(0)
                        .path("lines")
                        .path(0)
                        .path("available")
                        .asInt())
                .isEqualTo(2);
    }

    private static String conversion(String id, JsonNode pak, int quantity) {
        return "{\"requestId\":\"" + id + "\",\"lines\":[{\"pak\":\""
                + pak.path("pak").asString() + "\",\"lineNumber\":1,\"quantity\":" + quantity + "}]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "/services/api", "//services/api"})
    void the_prefix_may_be_doubled_and_have_more_slashes_in_front(String before) {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());

        assertThat(api.get(bearer, before + ApiCalls.pool(account, "Default") + "/tokens")
                        .status())
                .isEqualTo(200);
        assertThat(api.get(null, before + ApiCalls.pool(account, "Default") + "/tokens")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void every_other_doubled_slash_is_still_refused() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());

        for (String path : List.of(
                "//oauth/token",
                "/services//api/smart-accounts-and-licensing/v1/accounts/" + account.domain() + "/virtual-accounts",
                "//services/api/..//services/api/x",
                "//services/api/%2e%2e/x")) {
            assertThat(api.get(bearer, path).status()).as(path).isEqualTo(400);
        }
    }

    @Test
    void what_is_not_served_is_404_in_json() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());

        assertError(api.get(bearer, ApiPaths.BASE + "/v9/nothing"), 404, "NOT_FOUND");
        assertError(api.get(bearer, ApiCalls.account(account) + "/licenses"), 404, "NOT_FOUND");
    }

    @Test
    void names_in_any_language_work_in_path_and_body() {
        var account = accounts.account();
        var pool = accounts.pool(account, "서울 지점");
        accounts.own(account, pool, LICENSE, 1);
        String bearer = api.bearer(account.administrator());

        assertThat(api.get(bearer, ApiCalls.pool(account, "서울 지점") + "/tokens").status())
                .isEqualTo(200);
        assertThat(api.post(bearer, ApiCalls.account(account) + "/licenses", "{\"virtualAccounts\":[\"서울 지점\"]}")
                        .json()
                        .path("licenses")
                        .path(0)
                        .path("virtualAccount")
                        .asString())
                .isEqualTo("서울 지점");
    }
}
