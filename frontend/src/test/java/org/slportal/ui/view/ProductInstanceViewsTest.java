package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.reservation.DeviceSecret;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.services.account.AccountService;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservationService;
import org.slportal.services.reservation.ReservationSettingsService;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.inventory.ProductInstanceEventsView;
import org.slportal.ui.inventory.ProductInstanceView;
import org.slportal.ui.inventory.ProductInstancesView;
import org.slportal.ui.inventory.StaleDevicesView;
import org.slportal.ui.shell.PoolPicker;
import org.springframework.beans.factory.annotation.Autowired;

class ProductInstanceViewsTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String RESTRICTED = "C9K HSEC";

    @Autowired
    TestDevices devices;

    @Autowired
    ProductInstanceService instances;

    @Autowired
    AccountService virtualAccounts;

    @Autowired
    ReservationService reservations;

    @Autowired
    ReservationSettingsService settings;

    @Autowired
    MovableClock clock;

    private ProductInstanceId only(VirtualAccountId pool) {
        return instances
                .list(account().administrator(), pool, PageQuery.first(10, ProductInstanceSort.NAME), "")
                .getFirst()
                .id();
    }

    private String page(ProductInstanceId id) {
        return inventory("instances/" + id);
    }

    private Dialog window() {
        return find(Dialog.class).single();
    }

    @Test
    void a_device_is_transferred_after_both_pools_were_shown() {
        var target = accounts.pool(account(), "Target");
        accounts.own(account(), account().pool(), LICENSE, 2);
        var device = devices.registered(account(), account().pool());
        devices.authorize(device, Map.of(LICENSE, 2));
        navigate(page(only(account().pool())), ProductInstanceView.class);

        test(button("Transfer…")).click();
        PoolPicker to = find(PoolPicker.class, window()).single();
        to.setValue(virtualAccounts.virtualAccount(account().administrator(), target));

        assertThat(text(window())).contains("Default", "Target", LICENSE, "1 device falls short");
        test(button("Transfer product instance")).click();
        assertThat(only(target)).isNotNull();
    }

    @Test
    void a_device_with_reserved_licences_is_marked_in_the_list() {
        accounts.own(account(), account().pool(), LICENSE, 2);
        settings.change(account().administrator(), account().id(), true, 0);
        var device = TestDevice.unseen();
        reservations.reserve(
                account().administrator(),
                account().pool(),
                DeviceSecret.random(new Random())
                        .request(ReservationKind.SPECIFIC, device.udi())
                        .text(),
                List.of(new LicenseQuantity(accounts.license(LICENSE), 2)));
        devices.register(device, devices.token(account(), account().pool(), null), false);

        ProductInstancesView view = navigate(inventory("instances"), ProductInstancesView.class);

        assertThat(text(test(find(Grid.class, view).single()).getCellComponent(0, 0)))
                .contains("License Reserved");
    }

    @Test
    void a_transfer_without_a_target_is_refused_beside_the_field() {
        accounts.pool(account(), "Target");
        devices.registered(account(), account().pool());
        navigate(page(only(account().pool())), ProductInstanceView.class);

        test(button("Transfer…")).click();
        test(button("Transfer product instance")).click();

        assertThat(find(PoolPicker.class, window()).single().isInvalid()).isTrue();
    }

    @Test
    void removal_names_the_device_and_the_licences_it_gives_back() {
        var device = devices.registered(account(), account().pool());
        devices.authorize(device, Map.of(LICENSE, 2));
        navigate(page(only(account().pool())), ProductInstanceView.class);

        test(button("Remove…")).click();
        String name = device.udi().asDisplayName();
        test(button("Remove " + name + " and release 2 licences")).click();

        assertThat(instances.count(account().administrator(), account().pool(), ""))
                .isZero();
    }

    @Test
    void a_device_with_restricted_licences_alone_cannot_be_removed_and_there_is_nothing_to_confirm() {
        var device = devices.registered(account(), account().pool());
        devices.authorize(device, Map.of(RESTRICTED, 1));
        navigate(page(only(account().pool())), ProductInstanceView.class);

        test(button("Remove…")).click();

        assertThat(window().getHeaderTitle()).isEqualTo("Restricted Licenses in Use");
        assertThat(text(window())).contains(RESTRICTED);
        assertThat(button("OK").isEnabled()).isFalse();
    }

    @Test
    void the_page_says_how_the_count_came_about_and_what_was_refused() {
        var device = TestDevice.unseen();
        devices.register(device, devices.tokenWithoutExport(account(), account().pool()), false);
        devices.authorize(device, Map.of(LICENSE, 1, RESTRICTED, 1));

        var view = navigate(page(only(account().pool())), ProductInstanceView.class);

        assertThat(text(view))
                .contains(
                        "network-advantage: one for each switch, 1 in all.",
                        "Next authorization",
                        "Not authorized",
                        "A single chassis.");
    }

    @Test
    void a_device_has_an_event_log_of_its_own() {
        var device = devices.registered(account(), account().pool());
        devices.registered(account(), account().pool());
        devices.authorize(device, Map.of(LICENSE, 1));
        var id = instances
                .list(
                        account().administrator(),
                        account().pool(),
                        PageQuery.first(10, ProductInstanceSort.NAME),
                        device.udi().serialNumber())
                .getFirst()
                .id();

        var view = navigate(page(id) + "/events", ProductInstanceEventsView.class);

        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(2);
    }

    @Test
    void a_replacement_waits_on_the_list_until_it_is_cancelled() {
        devices.registered(account(), account().pool());
        navigate(page(only(account().pool())), ProductInstanceView.class);

        test(button("Replace…")).click();
        TextField serial =
                find(TextField.class, window()).withCaption("Serial number").single();
        test(button("Replace")).click();
        assertThat(serial.isInvalid()).isTrue();
        test(serial).setValue("FOC0000NEW1");
        test(button("Replace")).click();

        var list = navigate(inventory("instances"), ProductInstancesView.class);
        assertThat(text(list)).contains("Waiting for replacement", "FOC0000NEW1");
        test(find(Button.class, list).withText("Cancel").single()).click();
        assertThat(text(navigate(inventory("instances"), ProductInstancesView.class)))
                .doesNotContain("FOC0000NEW1");
    }

    @Test
    void a_viewer_sees_devices_and_can_do_nothing_to_them() {
        devices.registered(account(), account().pool());
        var id = only(account().pool());
        signInAs(Role.VIRTUAL_ACCOUNT_VIEWER, account().pool());

        var view = navigate(page(id), ProductInstanceView.class);
        assertThat(find(Button.class, view).withText("Remove…").exists()).isFalse();
        assertThat(find(Button.class, view).withText("Transfer…").exists()).isFalse();
        var list = navigate(inventory("instances"), ProductInstancesView.class);
        assertThat(find(Button.class, list).withText("Remove…").exists()).isFalse();
    }

    @Test
    void stale_devices_stand_with_what_they_hold() {
        var device = devices.registered(account(), account().pool());
        devices.authorize(device, Map.of(LICENSE, 2));
        assertThat(text(navigate(inventory("instances/stale"), StaleDevicesView.class)))
                .contains("No device has been silent for so long");
        clock.advance(Duration.ofDays(31));

        var view = navigate(inventory("instances/stale"), StaleDevicesView.class);

        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(1);
    }

    @Test
    void a_foreign_device_and_its_log_are_answered_like_unknown_ones() {
        TestAccounts.Account foreign = accounts.account();
        devices.registered(foreign, foreign.pool());
        var theirs = instances
                .list(foreign.administrator(), foreign.pool(), PageQuery.first(1, ProductInstanceSort.NAME), "")
                .getFirst()
                .id();

        String unknown = text(navigate(inventory("instances/999999999"), RefusedView.class));

        assertThat(text(navigate(page(theirs), RefusedView.class))).isEqualTo(unknown);
        assertThat(text(navigate(page(theirs) + "/events", RefusedView.class))).isEqualTo(unknown);
        assertThat(text(navigate("inventory/" + foreign.pool() + "/instances/stale", RefusedView.class)))
                .isEqualTo(unknown);
    }
}
