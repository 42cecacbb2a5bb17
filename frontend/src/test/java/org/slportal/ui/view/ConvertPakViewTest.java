package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.conversion.PakService;
import org.slportal.services.conversion.PakSort;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.ui.convert.ConvertPakView;
import org.slportal.ui.error.RefusedView;
import org.springframework.beans.factory.annotation.Autowired;

class ConvertPakViewTest extends ViewTest {

    private static final String SKU = "C9300-NW-A-24";

    @Autowired
    TestDevices devices;

    @Autowired
    PakService paks;

    @Autowired
    ConversionService conversions;

    @Autowired
    InventoryService inventory;

    @Test
    void some_of_a_line_is_converted_after_pre_flight_and_review() {
        pak(10);
        ConvertPakView view = open();

        choose(view, 4);
        assertThat(text(view)).contains("What will happen", "C9300 Network Advantage 0 +4", "new classic licence file");
        test(button("Next")).click();
        assertThat(text(view))
                .contains("Pre-flight", SKU + " 4 C9300 Network Advantage +4 6", "C9300 Network Advantage 0 4 0 +4")
                .contains("No product instance is short", "needs a new classic licence file", "A conversion is final.");
        test(button("Next")).click();
        assertThat(owned()).isZero();
        test(button("Convert Licenses")).click();

        assertThat(owned()).isEqualTo(4);
        assertThat(text(view)).contains("Converted into Default", "Open the record of this conversion");
    }

    @Test
    void pre_flight_names_the_devices_and_what_cannot_be_converted() {
        var mended = devices.registered(account(), account().pool());
        devices.authorize(mended, Map.of("C9300 Network Advantage", 2));
        PakLineId line = pak(10);
        accounts.addLine(line, "ASR1_MFGINSTALL", 1);
        ConvertPakView view = open();

        find(Checkbox.class, view).all().stream()
                .filter(Checkbox::isEnabled)
                .forEach(tick -> test(tick).click());
        test(button("Next")).click();

        assertThat(text(view))
                .contains("1 device  becomes compliant:  "
                        + mended.udi().asDisplayName().strip())
                .contains("What cannot be converted", "ASR1_MFGINSTALL 1 There is no equivalent smart licence.")
                .contains("Ask for an assisted conversion", "The classic licence files of what is converted");
        test(button("Back")).click();
        assertThat(find(Checkbox.class, view).exists()).isTrue();
    }

    @Test
    void nothing_chosen_leads_nowhere() {
        pak(10);
        open();

        assertThat(button("Next").isEnabled()).isFalse();
    }

    @Test
    void more_than_available_and_less_than_one_are_refused_beside_the_field() {
        pak(10);
        ConvertPakView view = open();

        choose(view, 11);
        IntegerField quantity = quantity(view);
        assertThat(quantity.isInvalid()).isTrue();
        assertThat(quantity.getErrorMessage()).isEqualTo("Only 10 available.");
        assertThat(button("Next").isEnabled()).isFalse();

        quantity.setValue(0);
        assertThat(quantity.getErrorMessage()).isEqualTo("Enter 1 or more.");
        assertThat(button("Next").isEnabled()).isFalse();

        quantity.setValue(10);
        assertThat(quantity.isInvalid()).isFalse();
        assertThat(button("Next").isEnabled()).isTrue();
    }

    @Test
    void what_someone_else_converted_meanwhile_is_told_and_nothing_is_converted_twice() {
        PakLineId line = pak(10);
        ConvertPakView view = open();
        choose(view, 8);
        test(button("Next")).click();
        test(button("Next")).click();

        conversions.convert(
                account().administrator(),
                new ConvertLines("someone else", account().id(), account().pool(), List.of(new LineQuantity(line, 5))));
        test(button("Convert Licenses")).click();

        assertThat(owned()).isEqualTo(5);
        assertThat(messages()).anyMatch(message -> message.contains("Nothing was converted"));
        assertThat(quantity(view).getErrorMessage()).isEqualTo("Only 5 available.");
    }

    @Test
    void a_foreign_pak_is_not_found() {
        TestAccounts.Account foreign = accounts.account();
        accounts.pak(foreign, foreign.pool(), SKU, 10, 0, null);
        PakId id = paks.list(foreign.administrator(), foreign.id(), PageQuery.first(1, PakSort.NUMBER), PakFilter.ALL)
                .getFirst()
                .id();

        assertThat(text(navigate("convert/pak/" + id, RefusedView.class))).contains("Not found");
    }

    @Test
    void a_viewer_is_told_that_the_role_does_not_allow_it() {
        pak(10);
        PakId id = pakId();
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);

        assertThat(text(navigate("convert/pak/" + id, RefusedView.class))).contains("Your role does not allow this.");
    }

    private PakLineId pak(int quantity) {
        return accounts.pak(account(), account().pool(), SKU, quantity, 0, null);
    }

    private PakId pakId() {
        return paks.list(account().administrator(), account().id(), PageQuery.first(1, PakSort.NUMBER), PakFilter.ALL)
                .getFirst()
                .id();
    }

    private ConvertPakView open() {
        return navigate("convert/pak/" + pakId(), ConvertPakView.class);
    }

    private void choose(ConvertPakView view, int quantity) {
        test(find(Checkbox.class, view).single()).click();
        quantity(view).setValue(quantity);
    }

    private IntegerField quantity(ConvertPakView view) {
        return find(IntegerField.class, view).single();
    }

    private long owned() {
        return inventory.figures(account().administrator(), account().pool()).owned();
    }
}
