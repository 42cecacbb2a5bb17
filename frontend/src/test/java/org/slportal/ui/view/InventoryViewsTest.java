package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.token.TokenListItem;
import org.slportal.services.token.TokenService;
import org.slportal.services.token.TokenSort;
import org.slportal.ui.error.NotFoundView;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.inventory.LicenseView;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.token.GeneralView;
import org.springframework.beans.factory.annotation.Autowired;

class InventoryViewsTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TokenService tokens;

    @Test
    void the_licences_of_the_virtual_account_are_listed() {
        accounts.own(account(), account().pool(), LICENSE, 24);

        LicensesView view = navigate(inventory("licenses"), LicensesView.class);

        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(1);
        assertThat(text(view)).contains("1 entry", "Licences owned 24", "Short 0");
    }

    @Test
    void an_empty_virtual_account_says_what_to_do_first() {
        LicensesView view = navigate(inventory("licenses"), LicensesView.class);

        assertThat(text(view)).contains("No licences in this Virtual Account", "Convert a PAK");
    }

    @Test
    void a_token_is_created_with_what_was_entered() {
        navigate(inventory("general"), GeneralView.class);

        test(button("New token…")).click();
        test(find(TextField.class, dialog()).withCaption("Description").single())
                .setValue("Krakow switches");
        test(find(IntegerField.class, dialog()).withCaption("Expire After").single())
                .setValue(365);
        test(find(IntegerField.class, dialog())
                        .withCaption("Max. Number of Uses")
                        .single())
                .setValue(3);
        test(button("Create Token")).click();

        TokenListItem token = tokens.list(
                        account().administrator(), account().pool(), PageQuery.first(10, TokenSort.CREATED_AT))
                .getFirst();
        assertThat(token.description()).isEqualTo("Krakow switches");
        assertThat(token.maxUses()).isEqualTo(3);
        assertThat(token.exportAllowed()).isTrue();
        String shown = tokens.reveal(account().administrator(), token.id());
        assertThat(text(dialog())).contains(shown, "license smart register idtoken " + shown);
    }

    @Test
    void an_expiry_of_366_days_is_refused_beside_its_field() {
        navigate(inventory("general"), GeneralView.class);
        test(button("New token…")).click();
        IntegerField days =
                find(IntegerField.class, dialog()).withCaption("Expire After").single();

        test(days).setValue(366);
        test(button("Create Token")).click();

        assertThat(days.isInvalid()).isTrue();
        assertThat(days.getErrorMessage()).isEqualTo("Choose between 1 and 365 days.");
        assertThat(tokens.count(account().administrator(), account().pool()).rows())
                .isZero();
        assertThat(button("Create Token").isEnabled()).isTrue();

        test(days).setValue(365);
        test(button("Create Token")).click();

        assertThat(tokens.count(account().administrator(), account().pool()).rows())
                .isEqualTo(1);
    }

    @Test
    void a_viewer_sees_the_tokens_but_cannot_make_one() {
        signInAs(Role.VIRTUAL_ACCOUNT_VIEWER, account().pool());

        GeneralView view = navigate(inventory("general"), GeneralView.class);

        assertThat(find(Button.class, view).withText("New token…").exists()).isFalse();
        assertThat(text(view)).contains("No registration tokens yet");
    }

    @Test
    void a_foreign_virtual_account_is_answered_like_an_unknown_one() {
        TestAccounts.Account foreign = accounts.account();

        String ofForeign = text(navigate("inventory/" + foreign.pool() + "/licenses", RefusedView.class));
        String ofUnknown = text(navigate("inventory/999999999/licenses", RefusedView.class));
        String tooLong = text(navigate("inventory/99999999999999999999999/licenses", RefusedView.class));

        assertThat(ofForeign).contains("Not found").isEqualTo(ofUnknown).isEqualTo(tooLong);
        assertThat(ofForeign).doesNotContain("Default");
    }

    @Test
    void a_virtual_account_outside_ones_own_role_is_not_found() {
        var other = accounts.pool(account(), "Other");
        signInAs(Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account().pool());

        navigate("inventory/" + other + "/general", RefusedView.class);

        navigate(inventory("general"), GeneralView.class);
    }

    @Test
    void a_licence_has_a_page_of_its_own() {
        accounts.own(account(), account().pool(), LICENSE, 24);

        LicenseView view = navigate(inventory("licenses/" + accounts.license(LICENSE)), LicenseView.class);

        assertThat(find(H1.class, view).single().getText()).isEqualTo(LICENSE);
        assertThat(text(view)).contains(accounts.tag(LICENSE), "Transaction History");
    }

    @Test
    void an_unknown_address_has_a_page_without_internals() {
        String page = text(navigate("nowhere", NotFoundView.class));

        assertThat(page).contains("There is nothing at this address for you").doesNotContain("Exception", "route");
    }

    private Dialog dialog() {
        return find(Dialog.class).all().stream()
                .filter(Dialog::isOpened)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
