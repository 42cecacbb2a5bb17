package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertState;
import org.slportal.services.alert.DuplicateAlerts;
import org.slportal.services.db.Transactions;
import org.slportal.services.sweep.Sweeps;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.transfer.LicenseTransferService;
import org.slportal.ui.alert.AlertsView;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.inventory.TransferView;
import org.springframework.beans.factory.annotation.Autowired;

class AlertsViewTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String UDI = "PID:WS-C3850-24P,SN:FOC1";

    @Autowired
    DuplicateAlerts duplicates;

    @Autowired
    AlertService alerts;

    @Autowired
    Transactions transactions;

    @Autowired
    TestDevices devices;

    @Autowired
    MovableClock clock;

    @Autowired
    Sweeps sweeps;

    @Test
    void duplicate_licences_name_the_device_and_are_dismissed() {
        raise();
        AlertsView view = navigate(AlertsView.class);

        Grid<?> grid = find(Grid.class, view).single();
        assertThat(text((Component) test(grid).getCellComponent(0, 1)))
                .contains("Duplicate Licenses", "Licenses were converted more than once for \"" + UDI + "\".");
        assertThat(button("Minor 1").isVisible()).isTrue();
        new MenuBarTester<>((MenuBar) test(grid).getCellComponent(0, 4)).clickItem("Actions ▾", "Dismiss");

        assertThat(alerts.counts(account().administrator(), account().id()).total())
                .isZero();
        assertThat(button("Minor 0").isVisible()).isTrue();
    }

    @Test
    void a_viewer_sees_the_alert_and_no_way_to_dismiss_it() {
        raise();
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);

        Grid<?> grid = find(Grid.class, navigate(AlertsView.class)).single();

        MenuBar menu = (MenuBar) test(grid).getCellComponent(0, 4);
        assertThat(menu.getItems().getFirst().getSubMenu().getItems())
                .extracting(item -> item.getText())
                .containsExactly("View conversion");
    }

    @Test
    void a_snoozed_alert_leaves_the_open_ones_and_is_woken_from_its_list() {
        raise();
        AlertsView view = navigate(AlertsView.class);

        choose(view, "Snooze…");
        find(com.vaadin.flow.component.radiobutton.RadioButtonGroup.class).single();
        test(button("Snooze")).click();

        assertThat(button("Minor 0").isVisible()).isTrue();
        assertThat(text(view)).contains("No open alerts");
        show(view, AlertState.SNOOZED);
        assertThat(text((Component) test(find(Grid.class, view).single()).getCellComponent(0, 3)))
                .contains("by " + account().userName());
        choose(view, "Wake now");
        assertThat(text(view)).contains("No snoozed alerts");
        assertThat(button("Minor 1").isVisible()).isTrue();
    }

    @Test
    void what_was_dismissed_is_found_in_the_history_with_its_name() {
        raise();
        AlertsView view = navigate(AlertsView.class);
        choose(view, "Dismiss");
        show(view, AlertState.CLEARED);

        assertThat(text((Component) test(find(Grid.class, view).single()).getCellComponent(0, 3)))
                .contains("by " + account().userName());
    }

    @Test
    @SuppressWarnings("unchecked")
    void several_ticked_alerts_are_dismissed_at_once() {
        raise();
        transactions.run(() -> duplicates.raise(
                account().administrator(), account().id(), account().pool(), "PID:WS-C3850-24P,SN:FOC2"));
        AlertsView view = navigate(AlertsView.class);
        Grid<Object> grid = find(Grid.class, view).single();

        grid.asMultiSelect().select(test(grid).getRow(0), test(grid).getRow(1));
        test(button("Dismiss (2)")).click();

        assertThat(text(view)).contains("No open alerts");
    }

    @Test
    void the_inventory_shows_the_alerts_of_its_virtual_account_below_the_pressed_counter() {
        raise();
        navigate(inventory("licenses"), LicensesView.class);
        assertThat(find(Grid.class).all()).isEmpty();

        test(button("Minor 1")).click();
        assertThat(find(Grid.class).all()).hasSize(1);
        test(button("Hide Alerts")).click();

        assertThat(find(Grid.class).all()).isEmpty();
    }

    @Test
    void the_alerts_of_another_account_are_nowhere_to_be_seen() {
        var foreign = accounts.account();
        transactions.run(() ->
                duplicates.raise(foreign.administrator(), foreign.id(), foreign.pool(), "PID:WS-C3850-24P,SN:FOREIGN"));

        AlertsView view = navigate(AlertsView.class);

        assertThat(text(view)).contains("No open alerts");
        assertThat(button("Minor 0").isVisible()).isTrue();
    }

    @Test
    void licences_that_are_short_are_brought_from_where_most_can_be_spared() {
        var rich = accounts.pool(account(), "Rich");
        accounts.own(account(), accounts.pool(account(), "Modest"), LICENSE, 1);
        accounts.own(account(), rich, LICENSE, 9);
        devices.authorize(devices.registered(account(), account().pool()), Map.of(LICENSE, 3));
        choose(navigate(AlertsView.class), "Transfer Licenses…");

        TransferView transfer = find(TransferView.class).single();
        assertThat(text(transfer)).contains("From Rich");
        assertThat(((LicenseTransferService.Target)
                                find(ComboBox.class, transfer).single().getValue())
                        .id())
                .isEqualTo(account().pool());
    }

    @Test
    void where_nobody_can_spare_any_the_reasons_are_shown_instead() {
        devices.authorize(devices.registered(account(), account().pool()), Map.of(LICENSE, 3));
        choose(navigate(AlertsView.class), "Transfer Licenses…");

        assertThat(text(find(Dialog.class).single())).contains("3");
    }

    @Test
    void a_silent_device_is_removed_where_its_alert_is_read() {
        devices.authorize(devices.registered(account(), account().pool()), Map.of(LICENSE, 1));
        clock.advance(Duration.ofDays(31));
        sweeps.run();
        AlertsView view = navigate(AlertsView.class);
        Grid<?> grid = find(Grid.class, view).single();
        int silent = text((Component) test(grid).getCellComponent(0, 1)).contains("Failed to Connect") ? 0 : 1;
        new MenuBarTester<>((MenuBar) test(grid).getCellComponent(silent, 4)).clickItem("Actions ▾", "Remove…");
        Dialog dialog = find(Dialog.class).single();
        assertThat(text(dialog)).contains("goes back to the pool");
        test(find(Button.class, dialog).all().stream()
                        .filter(each -> each.getText().startsWith("Remove"))
                        .findFirst()
                        .orElseThrow())
                .click();

        assertThat(text(view)).doesNotContain("Failed to Connect");
        assertThat(find(AlertsView.class).all()).hasSize(1);
    }

    private void choose(AlertsView view, String act) {
        Grid<?> grid = find(Grid.class, view).single();
        new MenuBarTester<>((MenuBar) test(grid).getCellComponent(0, 4)).clickItem("Actions ▾", act);
    }

    @SuppressWarnings("unchecked")
    private void show(AlertsView view, AlertState state) {
        com.vaadin.flow.component.select.Select<AlertState> which =
                find(com.vaadin.flow.component.select.Select.class, view).single();
        which.setValue(state);
    }

    private void raise() {
        transactions.run(() -> duplicates.raise(
                account().administrator(), account().id(), account().pool(), UDI));
    }
}
