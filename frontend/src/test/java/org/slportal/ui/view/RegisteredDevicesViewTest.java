package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.page.PageQuery;
import org.slportal.services.registration.DeviceExportService;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceRegistrationService;
import org.slportal.services.registration.DeviceSort;
import org.slportal.services.registration.NewLegacyDevice;
import org.slportal.services.registration.NewRights;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.services.registration.RightToUseService;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.registration.RegisteredDeviceView;
import org.slportal.ui.registration.RegisteredDevicesView;
import org.slportal.ui.shell.PoolPicker;
import org.springframework.beans.factory.annotation.Autowired;

class RegisteredDevicesViewTest extends ViewTest {

    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final String FAMILY = "Catalyst 3850";
    private static final String PID = "WS-C3850-24P-S";

    @Autowired
    DeviceRegistrationService registration;

    @Autowired
    RegisteredDeviceService devices;

    @Autowired
    RightToUseService rights;

    @Autowired
    DeviceExportService exports;

    @Autowired
    ConversionService conversions;

    @Autowired
    InventoryService inventory;

    @Test
    void a_device_is_added_by_family_and_udi_and_refusals_stand_beside_their_fields() {
        RegisteredDevicesView view = navigate(RegisteredDevicesView.class);
        assertThat(text(view)).contains("No device with traditional licences");
        test(button("Add Device…")).click();

        test(button("OK")).click();
        assertThat(field("UDI Product ID").getErrorMessage()).contains("show version");
        test(field("UDI Product ID")).setValue("WS-C3650-24P-L");
        String serial = next();
        test(field("UDI Serial Number")).setValue(serial);
        this.<String>select("Product Family").setValue(FAMILY);
        test(button("OK")).click();
        assertThat(field("UDI Product ID").getErrorMessage())
                .isEqualTo("WS-C3650-24P-L is no product id of Catalyst 3850; it belongs to Catalyst 3650.");

        test(field("UDI Product ID")).setValue(PID);
        test(button("OK")).click();
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(notice()).isEqualTo(serial + " was added.");
        assertThat(list())
                .singleElement()
                .satisfies(item -> assertThat(item.pool()).isNull());
    }

    @Test
    void a_device_is_assigned_gets_a_member_and_rights_and_is_converted_in_the_dialog() {
        LegacyDeviceId id = device(null);
        RegisteredDevicesView view = navigate(RegisteredDevicesView.class);

        choose(view, "Assign to Virtual Account…");
        assertThat(find(Dialog.class).single()).isNotNull();
        test(button("Assign")).click();
        assertThat(find(PoolPicker.class).single().getErrorMessage()).isEqualTo("Enter a value.");
        test(find(PoolPicker.class).single()).selectItem("Default");
        test(button("Assign")).click();
        assertThat(list().getFirst().pool()).isEqualTo(account().pool());

        choose(view, "Add stack member…");
        test(field("UDI Product ID")).setValue("WS-C3850-48P-S");
        test(field("UDI Serial Number")).setValue(next());
        test(button("Add")).click();
        assertThat(list().getFirst().members()).hasSize(1);

        choose(view, "Set right-to-use licences…");
        find(IntegerField.class).all().getFirst().setValue(200);
        test(button("Save")).click();
        assertThat(find(IntegerField.class).all().getFirst().getErrorMessage())
                .isEqualTo("One WS-C3850-24P-S can hold 100 at most.");
        find(IntegerField.class).all().getFirst().setValue(10);
        for (Select<?> level : find(Select.class).withCaption("Level").all()) {
            setLevel(level);
        }
        test(button("Save")).click();
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(list().getFirst().available()).isEqualTo(12);

        choose(view, "Convert licenses to Smart Licensing");
        String dialog = text(find(Dialog.class).single());
        assertThat(dialog)
                .contains("UDI Product ID:WS-C3850-24P-S,UDI Serial Number:")
                .contains("Catalyst 3850", "C3850-24-L-S", "Perpetual", "--", "LIC-CTIOS-1A", "C3850-48-L-S")
                .contains("Once these entitlements have been converted they will no longer appear in this portal.");
        assertThat(button("Submit").isEnabled()).isFalse();
        List<Checkbox> ticks = find(Checkbox.class).all();
        assertThat(ticks).hasSize(3);
        ticks.forEach(tick -> test(tick).click());
        test(button("Submit")).click();

        assertThat(text(find(Dialog.class).single()))
                .contains("The selected features have been successfully converted to Smart Entitlements")
                .contains("Go to Inventory");
        assertThat(inventory
                        .figures(account().administrator(), account().pool())
                        .owned())
                .isEqualTo(12);
        assertThat(list()).isEmpty();
        test(button("Close")).click();
        assertThat(text(view)).contains("No device with traditional licences");
        assertThat(devices.detail(account().administrator(), id).item().held()).isEqualTo(12);
    }

    @SuppressWarnings("unchecked")
    private static void setLevel(Select<?> level) {
        ((Select<RtuLevel>) level).setValue(RtuLevel.IPBASE);
    }

    @Test
    void what_someone_else_converted_meanwhile_is_told_beside_the_quantity() {
        LegacyDeviceId id = device(account().pool());
        rights.record(account().administrator(), id, List.of(new NewRights(id, null, 10)));
        RegisteredDevicesView view = navigate(RegisteredDevicesView.class);
        choose(view, "Convert licenses to Smart Licensing");
        test(find(Checkbox.class).single()).click();
        var line = devices.detail(account().administrator(), id).lines().getFirst();
        conversions.convert(
                account().administrator(),
                new ConvertLines(
                        "someone else", account().id(), account().pool(), List.of(new LineQuantity(line.id(), 4))));

        test(button("Submit")).click();

        assertThat(find(IntegerField.class).single().getErrorMessage()).isEqualTo("Only 6 available.");
        assertThat(inventory
                        .figures(account().administrator(), account().pool())
                        .owned())
                .isEqualTo(4);
        find(IntegerField.class).single().setValue(6);
        test(button("Submit")).click();
        assertThat(inventory
                        .figures(account().administrator(), account().pool())
                        .owned())
                .isEqualTo(10);
    }

    @Test
    void an_unassigned_devices_licences_are_ineligible_and_say_why() {
        LegacyDeviceId id = device(null);
        rights.record(account().administrator(), id, List.of(new NewRights(id, RtuLevel.IPBASE, 0)));
        RegisteredDevicesView view = navigate(RegisteredDevicesView.class);

        choose(view, "Convert licenses to Smart Licensing");

        assertThat(text(find(Dialog.class).single()))
                .contains("Ineligible Not assigned to a Virtual Account. Assign it first.");
        assertThat(find(Checkbox.class).single().isEnabled()).isFalse();
    }

    @Test
    void a_file_is_checked_then_imported() {
        navigate(RegisteredDevicesView.class);
        test(button("Import devices…")).click();
        String head = "Product Family,Product ID,Serial Number,RTU Level\n";
        String good = "Catalyst 3850,WS-C3850-24P-S,%s,ipbase\n".formatted(next());
        test(find(TextArea.class).single()).setValue(head + good + "Catalyst 3850,WS-C3850-24P-S,,ipbase\n");
        test(button("Check")).click();
        assertThat(text(find(Dialog.class).single())).contains("The file has a problem.", "3 Serial Number");
        assertThat(list()).isEmpty();

        test(button("Back")).click();
        test(find(TextArea.class).single()).setValue(head + good);
        test(button("Check")).click();
        assertThat(list()).isEmpty();
        test(button("Import 1 device")).click();

        assertThat(notice()).isEqualTo("1 device was imported.");
        assertThat(list()).hasSize(1);
    }

    @Test
    void a_device_without_licences_is_removed_and_its_page_then_leads_to_the_list() {
        LegacyDeviceId id = device(null);
        RegisteredDeviceView view = navigate("registration/devices/" + id, RegisteredDeviceView.class);
        assertThat(text(view)).contains("No right-to-use licence is recorded", "not assigned");
        String name = list().getFirst().udi().asCli();

        new MenuBarTester<>(find(MenuBar.class, view).single()).clickItem("Actions ▾", "Remove…");
        test(button("Remove " + name)).click();

        assertThat(list()).isEmpty();
        assertThat(getCurrentView()).isInstanceOf(RegisteredDevicesView.class);
    }

    @Test
    void an_export_can_be_imported_again_and_runs_no_formula() throws IOException {
        VirtualAccountId odd = accounts.pool(account(), "=HYPERLINK(1)");
        LegacyDeviceId id = device(odd);
        registration.addMember(account().administrator(), id, PID, next());
        rights.record(account().administrator(), id, List.of(new NewRights(id, RtuLevel.IPBASE, 7)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        exports.write(account().administrator(), account().id(), "", out);

        String[] lines = out.toString(StandardCharsets.UTF_8).split("\r\n");
        DeviceListItem stack = list().getFirst();
        assertThat(lines).hasSize(3);
        assertThat(lines[0])
                .endsWith("Product Family,Product ID,Serial Number,Virtual Account,RTU Level,AP Count,"
                        + "Stack Serial Number,SKUs,Quantity Available");
        assertThat(lines[1])
                .isEqualTo("Catalyst 3850,WS-C3850-24P-S," + stack.udi().serialNumber()
                        + ",'=HYPERLINK(1),ipbase,7,,C3850-24-L-S (1); LIC-CTIOS-1A (7),8");
        assertThat(lines[2]).endsWith(",,,," + stack.udi().serialNumber() + ",,0");
    }

    @Test
    void a_viewer_looks_and_changes_nothing() {
        LegacyDeviceId id = device(account().pool());
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);

        RegisteredDevicesView view = navigate(RegisteredDevicesView.class);

        assertThat(find(Button.class, view).withText("Add Device…").exists()).isFalse();
        assertThat(find(Button.class, view).withText("Import devices…").exists())
                .isFalse();
        assertThat(text(view)).contains("Export CSV", "1 entry");
        RegisteredDeviceView page = navigate("registration/devices/" + id, RegisteredDeviceView.class);
        assertThat(find(MenuBar.class, page).exists()).isFalse();
    }

    @Test
    void a_foreign_device_is_not_found() {
        TestAccounts.Account foreign = accounts.account();
        LegacyDeviceId theirs = accounts.device(foreign, foreign.pool(), "C3850", PID);

        assertThat(text(navigate("registration/devices/" + theirs, RefusedView.class)))
                .contains("Not found");
    }

    private String notice() {
        return test(find(Notification.class).single()).getText();
    }

    private void choose(RegisteredDevicesView view, String act) {
        new MenuBarTester<>((MenuBar) test(find(Grid.class, view).single()).getCellComponent(0, 5))
                .clickItem("Actions ▾", act);
    }

    private TextField field(String label) {
        return find(TextField.class).withCaption(label).single();
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label) {
        return (Select<T>) find(Select.class).withCaption(label).single();
    }

    private LegacyDeviceId device(@Nullable VirtualAccountId pool) {
        return registration.add(
                account().administrator(), account().id(), new NewLegacyDevice(FAMILY, PID, next(), pool));
    }

    private List<DeviceListItem> list() {
        return devices.list(account().administrator(), account().id(), PageQuery.first(50, DeviceSort.ADDED), "");
    }

    private static String next() {
        return "VIW%06d".formatted(SERIAL.incrementAndGet());
    }
}
