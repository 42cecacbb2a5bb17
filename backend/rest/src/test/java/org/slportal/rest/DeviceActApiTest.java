package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class DeviceActApiTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String RESTRICTED = "C9K HSEC";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    ApiCalls api;

    @Autowired
    ProductInstanceService instances;

    private List<String> serials(Actor actor, VirtualAccountId pool) {
        return instances.list(actor, pool, PageQuery.first(50, ProductInstanceSort.NAME), "").stream()
                .map(ProductInstanceListItem::udi)
                .map(udi -> udi.serialNumber())
                .toList();
    }

    private static String sudi(TestDevice device) {
        return "\"sudi\":{\"udiPid\":\"" + device.udi().pid() + "\",\"udiSerialNumber\":\""
                + device.udi().serialNumber() + "\"},\"productTagName\":\"" + TestDevices.SOFTWARE.value() + "\"";
    }

    private static String transfer(String target, TestDevice device) {
        return "{\"productInstances\":[{" + sudi(device) + ",\"targetVirtualAccount\":\"" + target + "\"}]}";
    }

    private static String removal(TestDevice... which) {
        return "{\"productInstacesRemoveRequests\":["
                + java.util.Arrays.stream(which)
                        .map(device -> "{" + sudi(device) + "}")
                        .collect(java.util.stream.Collectors.joining(","))
                + "]}";
    }

    @Test
    void a_device_is_transferred_from_one_virtual_account_to_another() {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 2));
        String bearer = api.bearer(account.administrator());

        var answer =
                api.post(bearer, ApiCalls.pool(account, "Default") + "/devices/transfer", transfer("Target", device));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("SUCCESS");
        assertThat(serials(account.administrator(), account.pool())).isEmpty();
        assertThat(serials(account.administrator(), target))
                .containsExactly(device.udi().serialNumber());
    }

    @Test
    void foreign_devices_unknown_targets_and_readers_are_refused() {
        var account = accounts.account();
        var foreign = accounts.account();
        accounts.pool(account, "Target");
        var mine = devices.registered(account, account.pool());
        var theirs = devices.registered(foreign, foreign.pool());
        String path = ApiCalls.pool(account, "Default") + "/devices/transfer";
        String bearer = api.bearer(account.administrator());
        String reader = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));

        assertThat(api.post(bearer, path, transfer("Target", theirs)).status()).isEqualTo(404);
        assertThat(api.post(bearer, path, transfer("Nowhere", mine)).status()).isEqualTo(404);
        assertThat(api.post(reader, path, transfer("Target", mine)).status()).isEqualTo(403);
        assertThat(api.post(bearer, path, "{}").status()).isEqualTo(400);
        assertThat(serials(account.administrator(), account.pool())).hasSize(1);
    }

    @Test
    void devices_are_removed_one_by_one_and_one_with_restricted_licences_stays() {
        var account = accounts.account();
        var plain = devices.registered(account, account.pool());
        var restricted = devices.registered(account, account.pool());
        devices.authorize(plain, Map.of(LICENSE, 2));
        devices.authorize(restricted, Map.of(RESTRICTED, 1));
        String path = ApiCalls.pool(account, "Default") + "/devices/remove";

        var answer = api.post(api.bearer(account.administrator()), path, removal(plain, restricted));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("ERROR");
        var results = answer.json().path("productInstances");
        assertThat(results.path(0).path("status").asString()).isEqualTo("SUCCESS");
        assertThat(results.path(0).path("statusMessage").asString()).isEqualTo("2 licenses released");
        assertThat(results.path(1).path("status").asString()).isEqualTo("ERROR");
        assertThat(serials(account.administrator(), account.pool()))
                .containsExactly(restricted.udi().serialNumber());
        var again = api.post(api.bearer(account.administrator()), path.replace("/v1/", "/v2/"), removal(plain));
        assertThat(again.json().path("productInstances").path(0).path("status").asString())
                .isEqualTo("ERROR");
    }
}
