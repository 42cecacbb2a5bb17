package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.NewOwnedLicenses;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.tag.TagColour;
import org.slportal.services.tag.TagService;
import org.slportal.services.testing.TestDevices;
import org.slportal.ui.inventory.LicenseView;
import org.slportal.ui.inventory.LicensesView;
import org.springframework.beans.factory.annotation.Autowired;

class LicenseViewsTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestDevices devices;

    @Autowired
    OwnedLicenseService owned;

    @Autowired
    InventoryService inventory;

    @Autowired
    TagService tags;

    private LicenseView open() {
        return navigate(inventory("licenses/" + accounts.license(LICENSE)), LicenseView.class);
    }

    private void order(int quantity, LocalDate ends) {
        owned.add(
                account().administrator(),
                account().pool(),
                new NewOwnedLicenses(
                        accounts.license(LICENSE),
                        quantity,
                        LicenseTerm.SUBSCRIPTION,
                        null,
                        ends,
                        "SUB-7",
                        "4711",
                        ""));
    }

    private String cell(Grid<?> grid, int row, int column) {
        Object content = test(grid).getCellText(row, column);
        return String.valueOf(content);
    }

    @Test
    void the_usage_is_drawn_and_said_in_figures() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        devices.authorize(devices.registered(account(), account().pool()), Map.of(LICENSE, 2));

        LicenseView view = open();

        assertThat(text(view)).contains("Virtual Account Usage In use 2 Not in use 3");
        assertThat(find(Svg.class, view).all()).isNotEmpty();
    }

    @Test
    void what_is_short_stands_beside_what_is_in_use() {
        accounts.own(account(), account().pool(), LICENSE, 1);
        devices.authorize(devices.registered(account(), account().pool()), Map.of(LICENSE, 3));

        assertThat(text(open())).contains("In use 3 Short 2 Not in use 0");
    }

    @Test
    void the_terms_are_listed_with_count_type_and_end() {
        order(4, LocalDate.of(2028, 6, 30));
        accounts.own(account(), account().pool(), LICENSE, 5);

        Grid<?> grid = find(Grid.class, open()).single();

        assertThat(test(grid).size()).isEqualTo(2);
        assertThat(List.of(cell(grid, 0, 0), cell(grid, 0, 1), cell(grid, 0, 4)))
                .contains("Subscription")
                .contains("SUB-7");
    }

    @Test
    void what_was_ordered_is_taken_off_with_a_reason() {
        order(4, LocalDate.of(2028, 6, 30));
        LicenseView view = open();
        Grid<?> grid = find(Grid.class, view).single();
        new MenuBarTester<>((MenuBar) test(grid).getCellComponent(0, 6)).clickItem("Actions ▾", "Take off…");
        Dialog dialog = find(Dialog.class).single();
        test(find(IntegerField.class, dialog).single()).setValue(5);
        test(find(TextField.class, dialog).single()).setValue("wrong order");
        test(button("Take off")).click();
        assertThat(find(IntegerField.class, dialog).single().getErrorMessage()).contains("only 4");
        test(find(IntegerField.class, dialog).single()).setValue(3);
        test(button("Take off")).click();

        assertThat(inventory
                        .license(account().administrator(), account().pool(), accounts.license(LICENSE))
                        .owned())
                .isEqualTo(1);
    }

    @Test
    void who_manages_one_virtual_account_takes_nothing_off() {
        order(4, LocalDate.of(2028, 6, 30));
        signInAs(Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account().pool());

        assertThat(find(MenuBar.class, find(Grid.class, open()).single()).all()).isEmpty();
        assertThat(find(Grid.class).single().getColumns()).hasSize(6);
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_list_shows_transactions_below_a_licence_only_when_asked() {
        order(4, LocalDate.of(2028, 6, 30));
        LicensesView view = navigate(inventory("licenses"), LicensesView.class);
        Grid<Object> grid = find(Grid.class, view).single();
        assertThat(text((Component) test(grid).getCellComponent(0, 0))).isEqualTo(LICENSE);

        Checkbox show = find(Checkbox.class, view).all().stream()
                .filter(box -> box.getLabel().equals("Show License Transactions"))
                .findFirst()
                .orElseThrow();
        test(show).click();
        var toggle = find(com.vaadin.flow.component.button.Button.class, (Component)
                        test(grid).getCellComponent(0, 0))
                .single();
        assertThat(toggle.getAriaLabel()).contains("Show the transactions of " + LICENSE);
        toggle.click();

        assertThat(grid.isDetailsVisible(test(grid).getRow(0))).isTrue();
        assertThat(toggle.getText()).isEqualTo("−");
        toggle.click();
        assertThat(grid.isDetailsVisible(test(grid).getRow(0))).isFalse();
    }

    @Test
    void tags_stand_beside_the_licence_in_the_list() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        var tag = tags.create(account().administrator(), account().id(), "Cost centre 7", TagColour.AMBER);
        tags.tagLicense(account().administrator(), account().pool(), accounts.license(LICENSE), List.of(tag));

        Grid<?> grid = find(Grid.class, navigate(inventory("licenses"), LicensesView.class))
                .single();

        assertThat(text((Component) test(grid).getCellComponent(0, 0))).isEqualTo(LICENSE + " Cost centre 7");
    }
}
