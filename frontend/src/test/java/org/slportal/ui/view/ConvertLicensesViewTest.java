package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.registration.ConvertibleDeviceService;
import org.slportal.services.registration.DeviceRegistrationService;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.convert.ConvertDeviceView;
import org.slportal.ui.convert.ConvertLicensesView;
import org.slportal.ui.convert.FindDeviceView;
import org.slportal.ui.error.RefusedView;
import org.springframework.beans.factory.annotation.Autowired;

class ConvertLicensesViewTest extends ViewTest {

    private static final String PID = "WS-C3850-24P-S";

    @Autowired
    DeviceRegistrationService registration;

    @Autowired
    RegisteredDeviceService devices;

    @Autowired
    ConvertibleDeviceService convertible;

    @Autowired
    ConversionService conversions;

    @Autowired
    InventoryService inventory;

    @Test
    void an_empty_list_says_so_and_brings_what_was_assigned_since() {
        device();
        ConvertLicensesView view = navigate(ConvertLicensesView.class);
        assertThat(text(view))
                .contains("No Records Found", "No Records to Display", "Last Updated: never")
                .contains("1 device was assigned since the last refresh.")
                .contains("License Conversion wizard");

        test(button("Refresh now")).click();

        assertThat(text(view))
                .contains("1 entry", "Last Updated: 20")
                .doesNotContain("No Records Found", "Last Updated: never");
        test(find(TextField.class, view).single()).setValue("3650");
        assertThat(text(view)).contains("No Records Found").doesNotContain("assigned since");
        test(find(TextField.class, view).single()).setValue("3850");
        assertThat(text(view)).contains("1 entry");
    }

    @Test
    void a_whole_stack_is_converted_in_one_run() {
        LegacyDeviceId active = device();
        LegacyDeviceId member =
                registration.addMember(account().administrator(), active, "WS-C3850-48P-S", "WIZ" + active);
        accounts.rightToUse(member, "C3850-48-S-E", 1);
        ConvertDeviceView view = navigate("convert/device/" + active, ConvertDeviceView.class);
        assertThat(text(view))
                .contains("Convert device", "stack of 2", "Family Catalyst 3850")
                .contains("PID:WS-C3850-48P-S,SN:WIZ" + active)
                .contains("C3850-24-L-S", "C3850-48-S-E");

        List<Checkbox> ticks = find(Checkbox.class, view).all();
        assertThat(ticks).hasSize(2);
        assertThat(ticks.getLast().getAriaLabel()).get().asString().contains("C3850-48-S-E on PID:WS-C3850-48P-S");
        ticks.forEach(tick -> test(tick).click());
        test(button("Next")).click();
        test(button("Next")).click();
        test(button("Convert Licenses")).click();

        assertThat(text(view)).contains("Converted into Default", "Convert another device");
        assertThat(inventory
                        .figures(account().administrator(), account().pool())
                        .owned())
                .isEqualTo(2);
        assertThat(devices.detail(account().administrator(), active).item().available())
                .isZero();
    }

    @Test
    void what_changed_on_the_device_meanwhile_is_told_and_nothing_is_converted() {
        LegacyDeviceId device = accounts.device(account(), account().pool(), "C3850", PID);
        var points = accounts.rightToUse(device, "LIC-CTIOS-1A", 10);
        ConvertDeviceView view = navigate("convert/device/" + device, ConvertDeviceView.class);
        test(find(Checkbox.class, view).single()).click();
        find(IntegerField.class, view).single().setValue(8);
        assertThat(text(view)).contains("The licences left on the device need a new classic licence file");
        test(button("Next")).click();
        test(button("Next")).click();
        conversions.convert(
                account().administrator(),
                new ConvertLines(
                        "someone else", account().id(), account().pool(), List.of(new LineQuantity(points, 5))));

        test(button("Convert Licenses")).click();

        assertThat(messages()).anyMatch(message -> message.contains("the device’s licences changed meanwhile"));
        assertThat(find(IntegerField.class, view).single().getErrorMessage()).isEqualTo("Only 5 available.");
        assertThat(inventory
                        .figures(account().administrator(), account().pool())
                        .owned())
                .isEqualTo(5);
    }

    @Test
    void the_wizard_finds_a_device_that_is_not_listed_yet() {
        LegacyDeviceId device = device();
        FindDeviceView view = navigate(FindDeviceView.class);

        ask(view, serial(device));

        assertThat(getCurrentView()).isInstanceOf(ConvertDeviceView.class);
    }

    @Test
    void the_wizard_says_why_a_device_cannot_be_converted_and_offers_what_helps() {
        FindDeviceView view = navigate(FindDeviceView.class);
        test(button("Next")).click();
        assertThat(find(TextField.class, view)
                        .withCaption("UDI Product ID")
                        .single()
                        .getErrorMessage())
                .contains("show version");

        ask(view, "WZ" + account().id());
        assertThat(text(view)).contains("Nobody has registered this device yet.");
        test(button("Add Device…")).click();
        test(button("OK")).click();

        // Added without a Virtual Account and without licences: rights come first.
        assertThat(text(view)).contains("No right-to-use licence is recorded for this device.");
        assertThat(button("Set right-to-use licences…").isEnabled()).isTrue();

        TestAccounts.Account foreign = accounts.account();
        LegacyDeviceId theirs = accounts.device(foreign, foreign.pool(), "C3850", PID);
        ask(view, devices.detail(foreign.administrator(), theirs).item().udi().serialNumber());
        assertThat(text(view)).contains("assigned to another Smart Account");

        LegacyDeviceId unassigned = accounts.device(account(), null, "C3850", PID);
        accounts.rightToUse(unassigned, "C3850-24-L-S", 1);
        ask(view, serial(unassigned));
        assertThat(text(view)).contains("This device is in no Virtual Account yet.");
        assertThat(button("Assign to Virtual Account…").isEnabled()).isTrue();
    }

    @Test
    void a_device_without_licences_has_nothing_to_choose_from() {
        LegacyDeviceId bare = accounts.device(account(), account().pool(), "C3850", PID);

        assertThat(text(navigate("convert/device/" + bare, ConvertDeviceView.class)))
                .contains("No traditional licences on this device");
    }

    @Test
    void a_foreign_device_is_not_found_and_a_viewer_may_not_convert() {
        TestAccounts.Account foreign = accounts.account();
        LegacyDeviceId theirs = accounts.device(foreign, foreign.pool(), "C3850", PID);
        assertThat(text(navigate("convert/device/" + theirs, RefusedView.class)))
                .contains("Not found");
        LegacyDeviceId own = device();
        convertible.refresh(account().administrator(), account().id());
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);

        ConvertLicensesView view = navigate(ConvertLicensesView.class);
        assertThat(text(view)).contains("1 entry");
        assertThat(find(Button.class, view).exists()).isFalse();
        assertThat(find(RouterLink.class, view)
                        .withText("License Conversion wizard")
                        .exists())
                .isFalse();
        assertThat(text(navigate("convert/device/" + own, RefusedView.class)))
                .contains("Your role does not allow this.");
        assertThat(text(navigate("convert/device", RefusedView.class))).contains("Your role does not allow this.");
    }

    @SuppressWarnings("unchecked")
    private void ask(FindDeviceView view, String serialNumber) {
        ((Select<String>) find(Select.class, view).single()).setValue("Catalyst 3850");
        test(find(TextField.class, view).withCaption("UDI Product ID").single()).setValue(PID);
        test(find(TextField.class, view).withCaption("UDI Serial Number").single())
                .setValue(serialNumber);
        test(button("Next")).click();
    }

    private String serial(LegacyDeviceId device) {
        return devices.detail(account().administrator(), device).item().udi().serialNumber();
    }

    private LegacyDeviceId device() {
        LegacyDeviceId device = accounts.device(account(), account().pool(), "C3850", PID);
        accounts.rightToUse(device, "C3850-24-L-S", 1);
        return device;
    }
}
