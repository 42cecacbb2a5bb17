package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.conversion.settings.ConversionSettingsService;
import org.slportal.services.conversion.settings.DlcMode;
import org.slportal.services.page.PageQuery;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceSort;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.services.registration.RegisteredPakFilter;
import org.slportal.services.registration.RegisteredPakItem;
import org.slportal.services.registration.RegisteredPakService;
import org.slportal.services.registration.RegisteredPakSort;
import org.slportal.services.report.ReportKind;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.user.UserService;
import org.slportal.services.user.UserSort;
import org.slportal.ui.account.UsersView;
import org.slportal.ui.convert.ConversionSettingsView;
import org.slportal.ui.inventory.ProductInstanceView;
import org.slportal.ui.registration.AddPaksView;
import org.slportal.ui.registration.RegisteredDevicesView;
import org.slportal.ui.registration.RegisteredPaksView;
import org.slportal.ui.report.RunReportView;
import org.slportal.ui.shell.PoolPicker;
import org.slportal.ui.shell.PoolsPicker;
import org.springframework.beans.factory.annotation.Autowired;

/** Wherever a Virtual Account is chosen, one beyond the first page can be. */
class ManyVirtualAccountsTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String SKU = "SL-4330-SEC-K9";
    private static final String LAST = "Site 60";

    @Autowired
    RegisteredPakService paks;

    @Autowired
    RegisteredDeviceService devices;

    @Autowired
    org.slportal.services.device.ProductInstanceService instances;

    @Autowired
    TestDevices switches;

    @Autowired
    ConversionSettingsService settings;

    @Autowired
    UserService users;

    private VirtualAccountId last = new VirtualAccountId(0);

    @BeforeEach
    void more_than_a_page() {
        for (int number = 1; number <= 60; number++) {
            last = accounts.pool(account(), "Site %02d".formatted(number));
        }
    }

    /** Types the name, as a person does. */
    private void choose(PoolPicker picker, String name) {
        test(picker).setFilter(name);
        test(picker).selectItem(name);
    }

    private List<String> typed(PoolPicker picker, String text) {
        test(picker).setFilter(text);
        return test(picker).getSuggestions();
    }

    private PoolPicker only() {
        return find(PoolPicker.class).single();
    }

    private List<RegisteredPakItem> listedPaks() {
        return paks.list(
                account().administrator(),
                account().id(),
                PageQuery.first(10, RegisteredPakSort.values()[0]),
                RegisteredPakFilter.ALL);
    }

    private List<DeviceListItem> listedDevices() {
        return devices.list(account().administrator(), account().id(), PageQuery.first(10, DeviceSort.ADDED), "");
    }

    @Test
    @SuppressWarnings("unchecked")
    void paks_are_added_to_it() {
        AddPaksView view = navigate("registration/add", AddPaksView.class);
        RadioButtonGroup<Object> way = find(RadioButtonGroup.class, view).single();
        way.setValue(way.getListDataView().getItem(1));
        test(find(TextArea.class, view).single()).setValue("V9999900001 " + SKU + " 1");
        choose(only(), LAST);

        test(button("Check")).click();
        test(button("Add 1 PAK")).click();

        assertThat(listedPaks())
                .singleElement()
                .satisfies(pak -> assertThat(pak.pool()).isEqualTo(last));
    }

    @Test
    void who_manages_a_part_is_offered_that_part_alone_and_leaves_no_pak_unassigned() {
        signInAs(Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, last);
        navigate("registration/add", AddPaksView.class);

        assertThat(only().getValue().name()).isEqualTo(LAST);
        assertThat(typed(only(), "Site")).containsExactly(LAST);
        only().clear();
        assertThat(only().getValue().name()).isEqualTo(LAST);
    }

    @Test
    @SuppressWarnings("unchecked")
    void paks_are_assigned_to_it() {
        accounts.pak(account(), null, SKU, 3, 0, null);
        RegisteredPaksView view = navigate("registration", RegisteredPaksView.class);
        Grid<RegisteredPakItem> grid = find(Grid.class, view).single();
        listedPaks().forEach(grid.asMultiSelect()::select);
        MenuBar smart = find(MenuBar.class, view).all().stream()
                .filter(bar -> bar.getItems().getFirst().getText().startsWith("Smart Accounts"))
                .findFirst()
                .orElseThrow();
        new MenuBarTester<>(smart).clickItem("Smart Accounts ▾", "Assign to Smart Account…");

        choose(only(), LAST);
        test(button("Assign")).click();

        assertThat(listedPaks())
                .singleElement()
                .satisfies(pak -> assertThat(pak.pool()).isEqualTo(last));
    }

    @Test
    @SuppressWarnings("unchecked")
    void conversion_leads_to_it() {
        ConversionSettingsView view = navigate("convert/settings", ConversionSettingsView.class);
        test(find(Checkbox.class, view).all().getFirst()).click();
        choose(find(PoolPicker.class, view).single(), "Site 59");
        find(RadioButtonGroup.class, view).single().setValue(DlcMode.SELECTED);
        PoolsPicker several = find(PoolsPicker.class, view).single();
        test(several).setFilter("Site 6");
        test(several).selectItem(LAST);
        test(button("Save")).click();

        var saved = settings.get(account().administrator(), account().id()).settings();
        assertThat(saved.dlcPools()).containsExactly(last);
        ConversionSettingsView again = navigate("convert/settings", ConversionSettingsView.class);
        assertThat(find(PoolsPicker.class, again).single().chosen()).containsExactly(last);
        assertThat(find(PoolPicker.class, again).single().getValue().name()).isEqualTo("Site 59");
        find(PoolPicker.class, again).single().clear();
        test(button("Save")).click();
        assertThat(settings.get(account().administrator(), account().id())
                        .settings()
                        .pakTarget())
                .isNull();
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_new_person_gets_a_role_in_it() {
        navigate(UsersView.class);
        test(button("Add user…")).click();
        test(find(TextField.class).withCaption("User name").single()).setValue("of-" + last);
        test(find(TextField.class).withCaption("Name").single()).setValue("Kim");
        test(find(PasswordField.class).single()).setValue("a long first password");
        ((Select<Role>) find(Select.class).single()).setValue(Role.VIRTUAL_ACCOUNT_USER);
        choose(only(), LAST);
        test(find(Button.class, find(Dialog.class).single())
                        .withText("Add user")
                        .single())
                .click();

        assertThat(users.list(
                        account().administrator(),
                        account().id(),
                        PageQuery.first(10, UserSort.USER_NAME),
                        "of-" + last,
                        null))
                .singleElement()
                .satisfies(person -> assertThat(person.grants())
                        .singleElement()
                        .satisfies(
                                grant -> assertThat(grant.virtualAccountName()).isEqualTo(LAST)));
    }

    @Test
    void a_device_is_assigned_to_it_and_then_elsewhere() {
        accounts.device(account(), null, "ISR4300", "ISR4331/K9");
        RegisteredDevicesView view = navigate(RegisteredDevicesView.class);

        assign(view, LAST);
        assertThat(listedDevices().getFirst().pool()).isEqualTo(last);

        new MenuBarTester<>((MenuBar) test(find(Grid.class, view).single()).getCellComponent(0, 5))
                .clickItem("Actions ▾", "Assign to Virtual Account…");
        assertThat(only().getValue().name()).isEqualTo(LAST);
    }

    private void assign(RegisteredDevicesView view, String name) {
        new MenuBarTester<>((MenuBar) test(find(Grid.class, view).single()).getCellComponent(0, 5))
                .clickItem("Actions ▾", "Assign to Virtual Account…");
        choose(only(), name);
        test(button("Assign")).click();
    }

    @Test
    void a_product_instance_goes_there_and_never_where_it_is() {
        accounts.own(account(), account().pool(), LICENSE, 2);
        switches.registered(account(), account().pool());
        var id = instances
                .list(
                        account().administrator(),
                        account().pool(),
                        PageQuery.first(1, org.slportal.services.device.ProductInstanceSort.NAME),
                        "")
                .getFirst()
                .id();
        navigate(inventory("instances/" + id), ProductInstanceView.class);
        test(button("Transfer…")).click();

        assertThat(typed(only(), "Default")).isEmpty();
        choose(only(), LAST);
        test(button("Transfer product instance")).click();

        assertThat(instances.count(account().administrator(), last, "")).isEqualTo(1);
    }

    @Test
    void a_report_is_of_several() {
        accounts.own(account(), last, LICENSE, 7);
        accounts.own(account(), account().pool(), LICENSE, 5);
        UI.getCurrent().navigate(RunReportView.class, QueryParameters.of("kind", ReportKind.LICENSES.name()));
        RunReportView view = find(RunReportView.class).single();
        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(2);

        test(find(Checkbox.class, view).all().getFirst()).click();
        PoolsPicker several = find(PoolsPicker.class, view).single();
        test(several).setFilter(LAST);
        test(several).selectItem(LAST);
        test(button("Run Report")).click();

        assertThat(find(PoolsPicker.class).single().chosen()).containsExactly(last);
        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(1);
    }
}
