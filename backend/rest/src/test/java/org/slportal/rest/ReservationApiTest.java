package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.device.Udi;
import org.slportal.domain.reservation.DeviceSecret;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.services.reservation.ReservationSettingsService;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class ReservationApiTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiCalls api;

    @Autowired
    ReservationSettingsService settings;

    private final Random random = new Random();
    private TestAccounts.Account account;
    private Udi udi;

    @BeforeEach
    void an_account_that_may_reserve() {
        account = accounts.account();
        settings.change(account.administrator(), account.id(), true, 0);
        accounts.own(account, account.pool(), LICENSE, 5);
        udi = new Udi("C9300-24P", "API%08X".formatted(random.nextInt()));
    }

    private String request() {
        return DeviceSecret.random(random)
                .request(ReservationKind.SPECIFIC, udi)
                .text();
    }

    private String body(String code, String quantity) {
        return "{\"reservationRequests\":[{\"reservationCode\":\"" + code
                + "\",\"reservationType\":\"SPECIFIC\",\"licenses\":[" + line(quantity) + "]}]}";
    }

    private String line(String quantity) {
        return "{\"entitlementTag\":\"" + accounts.tag(LICENSE) + "\",\"quantity\":" + quantity
                + ",\"precedence\":\"LONGEST_TERM_FIRST\"}";
    }

    private String reserve() {
        return ApiCalls.pool(account, "Default") + "/reserve-licenses";
    }

    private static JsonNode first(ApiCalls.Answer answer) {
        return answer.json().path("authorizationCodes").path(0);
    }

    @Test
    void licences_are_reserved_once_for_one_request_in_both_versions() {
        String bearer = api.bearer(account.administrator());
        String body = body(request(), "5");
        var answer = api.post(bearer, reserve(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("SUCCESS");
        assertThat(first(answer).path("authorizationCode").asString()).startsWith("<specificPLR>");
        var again = api.post(bearer, reserve().replace("/v1/", "/v2/"), body.replace(":5,", ":\"5\","));
        assertThat(again.body()).isEqualTo(answer.body());
    }

    @Test
    void what_cannot_be_reserved_is_told_for_that_request() {
        String bearer = api.bearer(account.administrator());
        var answer = api.post(bearer, reserve(), body(request(), "6"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("ERROR");
        assertThat(first(answer).path("statusMessage").asString())
                .isEqualTo("Only 5 of \"" + LICENSE + "\" can be reserved here.");
        assertThat(first(answer).has("authorizationCode")).isFalse();
    }

    @Test
    void a_reserved_device_gets_another_code() {
        String bearer = api.bearer(account.administrator());
        api.post(bearer, reserve(), body(request(), "2"));
        String update = "{\"reservationRequests\":[{\"sudi\":{\"udiPid\":\"" + udi.pid() + "\",\"udiSerialNumber\":\""
                + udi.serialNumber() + "\"},\"licenses\":[" + line("3") + "]}]}";
        var answer = api.post(bearer, ApiCalls.pool(account, "Default") + "/update-licenses", update);
        assertThat(first(answer).path("authorizationCode").asString()).contains("<sequence>2</sequence>");
    }

    @Test
    void a_viewer_is_refused_and_a_stranger_finds_nothing() {
        String viewer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));
        var refused = api.post(viewer, reserve(), body(request(), "1"));
        assertThat(refused.json().path("status").asString()).isEqualTo("ERROR");
        assertThat(first(refused).path("statusMessage").asString()).isEqualTo("Your role does not allow this.");
        String stranger = api.bearer(accounts.account().administrator());
        assertThat(api.post(stranger, reserve(), body(request(), "1")).status()).isEqualTo(404);
    }

    @Test
    void a_reserved_device_is_removed_on_its_return_code_once() {
        String bearer = api.bearer(account.administrator());
        DeviceSecret secret = DeviceSecret.random(random);
        api.post(
                bearer,
                reserve(),
                body(secret.request(ReservationKind.SPECIFIC, udi).text(), "2"));
        String path = ApiCalls.pool(account, "Default") + "/devices/remove";

        var wrong = api.post(
                bearer,
                path,
                removal(DeviceSecret.random(random).returned(udi, 1).text()));
        var right = api.post(bearer, path, removal(secret.returned(udi, 1).text()));
        var again = api.post(bearer, path, removal(secret.returned(udi, 1).text()));

        assertThat(removed(wrong).path("status").asString()).isEqualTo("ERROR");
        assertThat(right.status()).as(right.body()).isEqualTo(200);
        assertThat(removed(right).path("status").asString()).isEqualTo("SUCCESS");
        assertThat(removed(right).path("statusMessage").asString()).isEqualTo("2 licenses returned");
        assertThat(removed(again).path("status").asString()).isEqualTo("ERROR");
    }

    private String removal(String returnCode) {
        return "{\"productInstacesRemoveRequests\":[{\"sudi\":{\"udiPid\":\"" + udi.pid() + "\",\"udiSerialNumber\":\""
                + udi.serialNumber() + "\"},\"productTagName\":\"\",\"returnCode\":\"" + returnCode + "\"}]}";
    }

    private static JsonNode removed(ApiCalls.Answer answer) {
        return answer.json().path("productInstances").path(0);
    }
}
