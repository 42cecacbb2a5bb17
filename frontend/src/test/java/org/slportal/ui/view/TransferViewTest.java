package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.IntegerField;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.transfer.LicenseTransferService.Target;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.inventory.LicenseView;
import org.slportal.ui.inventory.TransferView;
import org.springframework.beans.factory.annotation.Autowired;

class TransferViewTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";
    /** The last column. */
    private static final int QUANTITY = 6;

    @Autowired
    InventoryService inventory;

    private TransferView open(int quantity) {
        var branch = accounts.pool(account(), "Branch");
        accounts.own(account(), account().pool(), LICENSE, 5);
        TransferView view = navigate(inventory("licenses/transfer"), TransferView.class);
        find(ComboBox.class, view).single().setValue(new Target(branch, "Branch"));
        Grid<?> grid = find(Grid.class, view).single();
        ((IntegerField) test(grid).getCellComponent(0, QUANTITY)).setValue(quantity);
        return view;
    }

    private Button act(String text) {
        return find(Button.class).all().stream()
                .filter(button -> button.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_preview_shows_both_sides_and_moves_nothing() {
        TransferView view = open(2);
        test(act("Show Preview")).click();

        assertThat(text(view)).contains("5 → 3", "0 → 2", "Branch");
        assertThat(inventory
                        .figures(account().administrator(), account().pool())
                        .owned())
                .isEqualTo(5);
    }

    @Test
    void the_transfer_is_done() {
        open(2);
        test(act("Transfer")).click();

        assertThat(inventory
                        .figures(account().administrator(), account().pool())
                        .owned())
                .isEqualTo(3);
    }

    @Test
    void more_than_is_there_is_refused_in_words() {
        open(9);
        test(act("Transfer")).click();

        assertThat(messages()).anyMatch(message -> message.contains("only 5 can be transferred"));
    }

    @Test
    void without_a_target_nothing_happens() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        TransferView view = navigate(inventory("licenses/transfer"), TransferView.class);
        test(act("Transfer")).click();

        assertThat(find(ComboBox.class, view).single().isInvalid()).isTrue();
    }

    @Test
    void a_viewer_is_refused() {
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);
        navigate(inventory("licenses/transfer"), RefusedView.class);
    }

    @Test
    void a_foreign_virtual_account_is_refused_like_an_unknown_one() {
        var foreign = accounts.account();
        navigate("inventory/" + foreign.pool() + "/licenses/transfer", RefusedView.class);
    }

    @Test
    void the_page_of_a_licence_says_why() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        LicenseView view = navigate(inventory("licenses/" + accounts.license(LICENSE)), LicenseView.class);

        assertThat(text(view)).contains("Why this balance?", "5 owned + 0 borrowed");
    }
}
