package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.DuplicateAlerts;
import org.slportal.services.db.Transactions;
import org.slportal.ui.alert.AlertsView;
import org.springframework.beans.factory.annotation.Autowired;

class AlertsViewTest extends ViewTest {

    private static final String UDI = "PID:WS-C3850-24P,SN:FOC1";

    @Autowired
    DuplicateAlerts duplicates;

    @Autowired
    AlertService alerts;

    @Autowired
    Transactions transactions;

    @Test
    void duplicate_licences_name_the_device_and_are_dismissed() {
        raise();
        AlertsView view = navigate(AlertsView.class);

        Grid<?> grid = find(Grid.class, view).single();
        assertThat(text((com.vaadin.flow.component.Component) test(grid).getCellComponent(0, 1)))
                .contains(
                        "Duplicate Licenses", "Licences of \"" + UDI + "\" arrived through more than one conversion.");
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

    private void raise() {
        transactions.run(() -> duplicates.raise(
                account().administrator(), account().id(), account().pool(), UDI));
    }
}
