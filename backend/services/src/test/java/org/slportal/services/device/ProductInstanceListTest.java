package org.slportal.services.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.callhome.RegisterDevice;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ProductInstanceListTest extends DeviceFixture {

    private static final PageQuery<ProductInstanceSort> PAGE = PageQuery.first(50, ProductInstanceSort.NAME);

    @Autowired
    ProductInstanceService instances;

    @Autowired
    MovableClock clock;

    private List<String> names(Actor actor, VirtualAccountId pool, ProductInstanceFilter filter) {
        var rows = instances.list(actor, pool, PAGE, filter);
        assertThat(instances.count(actor, pool, filter).rows()).isEqualTo(rows.size());
        return rows.stream().map(ProductInstanceListItem::name).toList();
    }

    @Test
    void a_text_is_looked_for_where_the_reader_says() {
        var account = accounts.account();
        var device = TestDevice.unseen();
        devices.register(
                devices.exchange(device),
                device,
                new RegisterDevice(
                        devices.token(account, account.pool(), null),
                        TestDevices.SOFTWARE,
                        DeviceKeys.csr(device.key()),
                        "acc-krk-07",
                        false,
                        List.of()),
                TestDevices.signedWith(device.key()));
        var actor = account.administrator();

        assertThat(names(actor, account.pool(), new ProductInstanceFilter("krk", DeviceSearch.NAME, null)))
                .containsExactly("acc-krk-07");
        assertThat(names(actor, account.pool(), new ProductInstanceFilter("krk", DeviceSearch.UDI, null)))
                .isEmpty();
        assertThat(names(
                        actor,
                        account.pool(),
                        new ProductInstanceFilter(device.udi().serialNumber(), DeviceSearch.UDI, null)))
                .hasSize(1);
        assertThat(names(actor, account.pool(), new ProductInstanceFilter("9300", DeviceSearch.PRODUCT_TYPE, null)))
                .hasSize(1);
        assertThat(names(actor, account.pool(), new ProductInstanceFilter("krk", DeviceSearch.PRODUCT_TYPE, null)))
                .isEmpty();
    }

    @Test
    void a_device_is_stale_the_moment_its_days_are_over_and_not_before() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 2));
        var stale = ProductInstanceFilter.in(DeviceState.STALE_30);

        clock.advance(Duration.ofDays(30));
        assertThat(names(account.administrator(), account.pool(), stale)).isEmpty();
        clock.advance(Duration.ofNanos(1_000));
        assertThat(names(account.administrator(), account.pool(), stale)).hasSize(1);
        assertThat(names(account.administrator(), account.pool(), ProductInstanceFilter.in(DeviceState.STALE_60)))
                .isEmpty();
        assertThat(instances.stale(account.administrator(), account.pool(), PAGE, DeviceState.STALE_30))
                .singleElement()
                .satisfies(row -> assertThat(row.holds())
                        .extracting(UsageItem::license, UsageItem::quantity)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(LICENSE, 2)));
    }

    @Test
    void states_tell_devices_apart() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        devices.registered(account, account.pool());
        var authorized = devices.registered(account, account.pool());
        devices.authorize(authorized, Map.of(LICENSE, 1));
        var shortOf = devices.registered(account, account.pool());
        devices.authorize(shortOf, Map.of(DNA, 1));

        for (DeviceState state :
                List.of(DeviceState.REGISTERED, DeviceState.AUTHORIZED, DeviceState.OUT_OF_COMPLIANCE)) {
            assertThat(names(account.administrator(), account.pool(), ProductInstanceFilter.in(state)))
                    .as(state.name())
                    .hasSize(1);
        }
    }

    @Test
    void the_page_of_a_device_says_when_it_asks_again_and_how_its_count_came_about() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 1));

        var detail = instances.detail(account.administrator(), id(device));

        assertThat(detail.nextAuthorizationAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(Duration.between(clock.instant(), detail.certificateRenewalAt())
                        .plusHours(12)
                        .toDays())
                .isEqualTo(180);
        assertThat(detail.needs()).singleElement().satisfies(need -> {
            assertThat(need.rule()).isEqualTo(new CountRule("network-advantage", "SWITCH", 1, 1));
        });
    }

    @Test
    void a_foreign_device_and_a_foreign_virtual_account_are_unknown() {
        var account = accounts.account();
        var foreign = accounts.account();
        var theirs = devices.registered(foreign, foreign.pool());

        assertUnknown(() -> instances.detail(account.administrator(), id(theirs)));
        assertUnknown(() -> instances.list(account.administrator(), foreign.pool(), PAGE, ProductInstanceFilter.ALL));
        assertUnknown(() -> instances.count(account.administrator(), foreign.pool(), ProductInstanceFilter.ALL));
        assertUnknown(() -> instances.stale(account.administrator(), foreign.pool(), PAGE, DeviceState.STALE_30));
    }
}
