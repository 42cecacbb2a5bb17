package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.page.PageQuery;
import org.slportal.services.registration.AddPaks;
import org.slportal.services.registration.DeviceChoice;
import org.slportal.services.registration.FulfilmentService;
import org.slportal.services.registration.GetLicenses;
import org.slportal.services.registration.PakInput;
import org.slportal.services.registration.PakRegistrationService;
import org.slportal.services.registration.RegisteredPakFilter;
import org.slportal.services.registration.RegisteredPakItem;
import org.slportal.services.registration.RegisteredPakService;
import org.slportal.services.registration.RegisteredPakSort;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.registration.AddPaksView;
import org.slportal.ui.registration.GetLicensesView;
import org.slportal.ui.registration.RegisteredLicensesView;
import org.slportal.ui.registration.RegisteredPakView;
import org.slportal.ui.registration.RegisteredPaksView;
import org.slportal.ui.registration.RegistrationGuideView;
import org.slportal.ui.registration.RegistrationTransactionsView;
import org.slportal.ui.shell.PoolPicker;
import org.springframework.beans.factory.annotation.Autowired;

class RegistrationViewsTest extends ViewTest {

    private static final String SKU = "SL-4330-SEC-K9";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    RegisteredPakService paks;

    @Autowired
    PakRegistrationService registration;

    @Autowired
    FulfilmentService fulfilments;

    @Test
    void an_account_without_paks_says_what_to_do_first() {
        RegisteredPaksView view = navigate("registration", RegisteredPaksView.class);

        assertThat(text(view)).contains("No PAKs in this Smart Account yet", "Add New PAKs/Tokens", "Guide Me");
    }

    @Test
    void the_paks_are_listed_with_everything_that_can_be_done() {
        accounts.pak(account(), account().pool(), SKU, 3, 0, null);
        accounts.pak(account(), null, SKU, 3, 0, null);

        RegisteredPaksView view = navigate("registration", RegisteredPaksView.class);

        assertThat(test(grid(view)).size()).isEqualTo(2);
        assertThat(find(MenuBar.class, view).all().stream()
                        .flatMap(bar -> bar.getItems().stream())
                        .map(item -> item.getText()))
                .contains("Get Licenses ▾", "Smart Accounts ▾", "Manage PAKs ▾");
        assertThat(find(Anchor.class, view).withText("Export to CSV").all()).hasSize(1);
        assertThat(button("Show Filter").isVisible()).isTrue();
    }

    @Test
    void the_filter_narrows_the_list() {
        accounts.pak(account(), account().pool(), SKU, 3, 0, null);
        accounts.pak(account(), account().pool(), "C9300-NW-A-24", 3, 0, null);
        RegisteredPaksView view = navigate("registration", RegisteredPaksView.class);

        test(button("Show Filter")).click();
        test(find(TextField.class, view).withCaption("Search").single()).setValue("c9300");

        assertThat(test(grid(view)).size()).isEqualTo(1);
        test(button("Clear filter")).click();
        assertThat(test(grid(view)).size()).isEqualTo(2);
    }

    @Test
    void a_viewer_sees_the_list_and_no_acts() {
        accounts.pak(account(), account().pool(), SKU, 3, 0, null);
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);

        RegisteredPaksView view = navigate("registration", RegisteredPaksView.class);

        assertThat(test(grid(view)).size()).isEqualTo(1);
        assertThat(find(MenuBar.class, view).all()).isEmpty();
        assertThat(text(view)).doesNotContain("Add New PAKs/Tokens");
        assertThat(text(navigate("registration/add", RefusedView.class))).contains("Your role does not allow this.");
    }

    @Test
    void pasted_paks_are_checked_before_they_are_added() {
        AddPaksView view = navigate("registration/add", AddPaksView.class);
        String number = number();
        paste(view, number + " " + SKU + " 5\n" + number() + " NO-SUCH-SKU 1");

        test(button("Check")).click();

        assertThat(text(view)).contains("1 problem", "SKU: The catalogue has no SKU \"NO-SUCH-SKU\".");
        assertThat(list()).isEmpty();
        assertThat(button("Add 1 PAK").isEnabled()).isFalse();
        test(find(Checkbox.class, view).single()).click();
        test(button("Add 1 PAK")).click();
        assertThat(text(view)).contains("1 PAK added", "1 PAK with a bad line was left out.");
        assertThat(list()).singleElement().satisfies(pak -> {
            assertThat(pak.number()).isEqualTo(number);
            assertThat(pak.pool()).isEqualTo(account().pool());
        });
    }

    @Test
    void one_pak_is_typed_with_its_product() {
        AddPaksView view = navigate("registration/add", AddPaksView.class);
        String number = number();
        test(find(TextField.class, view).withCaption("PAK").single()).setValue(number);
        find(ComboBox.class, view).withCaption("SKU").single().setValue(SKU);
        test(find(IntegerField.class, view).withCaption("Quantity").single()).setValue(4);
        test(button("Check")).click();
        test(button("Add 1 PAK")).click();

        assertThat(list())
                .singleElement()
                .satisfies(pak -> assertThat(pak.lines().getFirst().ordered()).isEqualTo(4));
    }

    @Test
    void what_somebody_else_added_since_the_check_is_told() {
        AddPaksView view = navigate("registration/add", AddPaksView.class);
        String number = number();
        paste(view, number + " " + SKU + " 5");
        test(button("Check")).click();
        TestAccounts.Account other = accounts.account();
        add(other, number + " " + SKU + " 1");

        test(button("Add 1 PAK")).click();

        assertThat(list()).isEmpty();
        assertThat(messages()).anyMatch(message -> message.contains("Nothing was added"));
        assertThat(text(view))
                .contains("already assigned to another Smart Account")
                .doesNotContain(other.domain());
    }

    @Test
    void a_selection_is_assigned_to_a_virtual_account() {
        VirtualAccountId branch = accounts.pool(account(), "Branch");
        accounts.pak(account(), null, SKU, 3, 0, null);
        accounts.pak(account(), account().pool(), SKU, 3, 0, null);
        RegisteredPaksView view = navigate("registration", RegisteredPaksView.class);
        Grid<RegisteredPakItem> grid = grid(view);
        list().forEach(grid.asMultiSelect()::select);

        MenuBar smart = find(MenuBar.class, view).all().stream()
                .filter(bar -> bar.getItems().getFirst().getText().startsWith("Smart Accounts"))
                .findFirst()
                .orElseThrow();
        new MenuBarTester<>(smart).clickItem("Smart Accounts ▾", "Assign to Smart Account…");
        Dialog dialog = find(Dialog.class).single();
        test(find(PoolPicker.class, dialog).single()).selectItem("Branch");
        test(button("Assign")).click();

        assertThat(list()).hasSize(2).allMatch(pak -> branch.equals(pak.pool()));
        assertThat(test(find(Notification.class).single()).getText()).isEqualTo("2 PAKs are in Branch");
    }

    @Test
    void licences_are_got_for_a_device_and_its_file_is_shown() {
        String sku = accounts.unboundSku();
        accounts.pak(account(), account().pool(), sku, 3, 0, null);
        LegacyDeviceId device = accounts.device(account(), account().pool(), "ISR4300", "ISR4331/K9");
        GetLicensesView view = navigate("registration/get-licenses/" + only(), GetLicensesView.class);

        choose(view, device, 2);
        assertThat(text(view)).contains("2 × " + sku + " go to PID:ISR4331/K9");
        test(button("Get Licenses")).click();

        assertThat(text(view)).contains("Installed on PID:ISR4331/K9", "license: " + sku, "sha256: ");
        assertThat(list().getFirst().status()).isEqualTo(PakStatus.PARTIALLY_FULFILLED);
        assertThat(text(navigate("registration/licenses", RegisteredLicensesView.class)))
                .contains("1 entry");
        assertThat(text(navigate("registration/pak/" + only(), RegisteredPakView.class)))
                .contains("PID:ISR4331/K9", "PARTIALLY FULFILLED", "were installed on");
    }

    @Test
    void a_device_of_another_family_and_too_many_are_refused_beside_the_quantity() {
        accounts.pak(account(), account().pool(), accounts.unboundSku(), 3, 0, null);
        LegacyDeviceId router = accounts.device(account(), account().pool(), "ISR4300", "ISR4331/K9");
        LegacyDeviceId other = accounts.device(account(), account().pool(), "CSR1000V", "CSR1000V");
        GetLicensesView view = navigate("registration/get-licenses/" + only(), GetLicensesView.class);

        choose(view, other, 1);
        IntegerField quantity = find(IntegerField.class, view).single();
        assertThat(quantity.getErrorMessage())
                .isEqualTo("The SKU is for ISR 4000, the device is Cloud Services Router.");
        device(view, router);
        assertThat(quantity.isInvalid()).isFalse();
        quantity.setValue(4);
        assertThat(quantity.getErrorMessage()).isEqualTo("Only 3 available.");
        assertThat(text(view)).doesNotContain("Get Licenses");
    }

    @Test
    void what_somebody_else_took_meanwhile_is_told_and_nothing_is_installed_twice() {
        PakLineId line = accounts.pak(account(), account().pool(), accounts.unboundSku(), 3, 0, null);
        LegacyDeviceId device = accounts.device(account(), account().pool(), "ISR4300", "ISR4331/K9");
        GetLicensesView view = navigate("registration/get-licenses/" + only(), GetLicensesView.class);
        choose(view, device, 2);
        fulfilments.getLicenses(
                account().administrator(),
                new GetLicenses("someone else", account().id(), device, Map.of(line, 2)));

        test(button("Get Licenses")).click();

        assertThat(messages()).anyMatch(message -> message.contains("Nothing was installed"));
        assertThat(list().getFirst().lines().getFirst().fulfilled()).isEqualTo(2);
    }

    @Test
    void a_pak_is_removed_after_asking() {
        accounts.pak(account(), account().pool(), SKU, 3, 0, null);
        navigate("registration/pak/" + only(), RegisteredPakView.class);

        test(button("Remove…")).click();
        test(button("Remove PAK " + list().getFirst().number())).click();

        assertThat(list()).isEmpty();
        assertThat(text(navigate("registration/transactions", RegistrationTransactionsView.class)))
                .contains("1 entry");
    }

    @Test
    void a_foreign_pak_is_not_found() {
        TestAccounts.Account foreign = accounts.account();
        accounts.pak(foreign, foreign.pool(), SKU, 3, 0, null);
        PakId id = list(foreign).getFirst().id();

        assertThat(text(navigate("registration/pak/" + id, RefusedView.class))).contains("Not found");
        assertThat(text(navigate("registration/get-licenses/" + id, RefusedView.class)))
                .contains("Not found");
    }

    @Test
    void the_guide_shows_which_step_is_next() {
        assertThat(text(navigate("registration/guide", RegistrationGuideView.class)))
                .contains("Add a PAK Next", "Assign it to a Virtual Account Later");

        accounts.pak(account(), account().pool(), SKU, 3, 0, null);

        assertThat(text(navigate("registration/guide", RegistrationGuideView.class)))
                .contains("Add a PAK Done", "Convert it, or get a licence for a device Next");
    }

    @Test
    void empty_licences_and_transactions_say_what_will_be_there() {
        assertThat(text(navigate("registration/licenses", RegisteredLicensesView.class)))
                .contains("No traditional licences on devices yet");
        assertThat(text(navigate("registration/transactions", RegistrationTransactionsView.class)))
                .contains("No transactions yet");
    }

    private void add(TestAccounts.Account account, String lines) {
        registration.add(
                account.administrator(), new AddPaks(account.id(), account.pool(), new PakInput.Lines(lines), false));
    }

    @SuppressWarnings("unchecked")
    private void paste(AddPaksView view, String lines) {
        RadioButtonGroup<Object> way = find(RadioButtonGroup.class, view).single();
        way.setValue(way.getListDataView().getItem(1));
        test(find(TextArea.class, view).single()).setValue(lines);
    }

    private void choose(GetLicensesView view, LegacyDeviceId device, int quantity) {
        device(view, device);
        test(find(Checkbox.class, view).single()).click();
        find(IntegerField.class, view).single().setValue(quantity);
    }

    @SuppressWarnings("unchecked")
    private void device(GetLicensesView view, LegacyDeviceId device) {
        ComboBox<DeviceChoice> box = find(ComboBox.class, view).single();
        box.setValue(fulfilments.devices(account().administrator(), account().id(), "", 0, 10).stream()
                .filter(choice -> choice.id().equals(device))
                .findFirst()
                .orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private Grid<RegisteredPakItem> grid(RegisteredPaksView view) {
        return find(Grid.class, view).single();
    }

    private static String number() {
        return "V%010d".formatted(NUMBER.incrementAndGet());
    }

    private PakId only() {
        return list().getFirst().id();
    }

    private List<RegisteredPakItem> list() {
        return list(account());
    }

    private List<RegisteredPakItem> list(TestAccounts.Account account) {
        return paks.list(
                account.administrator(),
                account.id(),
                PageQuery.first(10, RegisteredPakSort.NUMBER),
                RegisteredPakFilter.ALL);
    }
}
