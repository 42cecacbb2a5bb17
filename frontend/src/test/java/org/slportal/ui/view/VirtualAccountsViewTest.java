package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.tag.Tag;
import org.slportal.services.tag.TagColour;
import org.slportal.services.tag.TagService;
import org.slportal.services.user.UserListItem;
import org.slportal.ui.account.VirtualAccountsView;
import org.springframework.beans.factory.annotation.Autowired;

class VirtualAccountsViewTest extends ViewTest {

    @Autowired
    AccountService service;

    @Autowired
    TagService tags;

    @Test
    void a_new_virtual_account_appears_in_the_list() {
        VirtualAccountsView view = navigate(VirtualAccountsView.class);

        test(button("New Virtual Account…")).click();
        test(name()).setValue("Seoul WAN");
        test(button("Next")).click();
        test(button("Next")).click();
        assertThat(text(find(Dialog.class).single())).contains("Seoul WAN", "On the top level", "Nobody is assigned.");
        test(button("Create Virtual Account")).click();

        assertThat(text(view)).contains("2 entries");
        assertThat(text((Component) test(grid(view)).getCellComponent(1, 0))).contains("Seoul WAN");
    }

    @Test
    void a_missing_and_a_taken_name_are_refused_beside_the_field() {
        navigate(VirtualAccountsView.class);
        test(button("New Virtual Account…")).click();

        test(button("Next")).click();
        assertThat(name().getErrorMessage()).isEqualTo("Enter a value.");

        test(name()).setValue("Default");
        test(button("Next")).click();
        test(button("Next")).click();
        test(button("Create Virtual Account")).click();
        assertThat(name().isInvalid()).isTrue();
        assertThat(name().getErrorMessage()).contains("already has a Virtual Account \"Default\"");
    }

    @Test
    @SuppressWarnings("unchecked")
    void people_are_assigned_before_it_is_made_and_one_of_them_is_taken_back() {
        var kept =
                accounts.actor(account(), Role.VIRTUAL_ACCOUNT_VIEWER, account().pool());
        var removed =
                accounts.actor(account(), Role.VIRTUAL_ACCOUNT_VIEWER, account().pool());
        navigate(VirtualAccountsView.class);
        test(button("New Virtual Account…")).click();
        test(name()).setValue("Seoul");
        test(button("Next")).click();

        test(button("Assign")).click();
        ComboBox<UserListItem> person =
                find(ComboBox.class).withCaption("Person").single();
        assertThat(person.getErrorMessage()).isEqualTo("Enter a value.");
        for (var one : List.of(kept, removed)) {
            test(person).setFilter(one.name());
            test(person).selectItem("Somebody (" + one.name() + ")");
            test(button("Assign")).click();
        }
        test(find(Button.class).withText("Remove").all().getLast()).click();
        test(button("Next")).click();
        assertThat(text(find(Dialog.class).single())).contains(kept.name()).doesNotContain(removed.name());
        test(button("Back")).click();
        test(button("Next")).click();
        test(button("Create Virtual Account")).click();

        var made = service.virtualAccounts(account().administrator(), account().id()).stream()
                .filter(item -> item.name().equals("Seoul"))
                .findFirst()
                .orElseThrow();
        assertThat(service.people(account().administrator(), made.id()))
                .as("the administrator and the one kept")
                .isEqualTo(2);
    }

    @Test
    void an_edit_over_someone_elses_is_refused_and_changes_nothing() {
        VirtualAccountsView view = navigate(VirtualAccountsView.class);
        new MenuBarTester<>((MenuBar) test(grid(view)).getCellComponent(0, 3)).clickItem("Actions ▾", "Edit…");
        var item = service.virtualAccount(account().administrator(), account().pool());
        service.update(
                account().administrator(),
                account().pool(),
                new VirtualAccountData("Renamed by a colleague", ""),
                item.version());

        test(name()).setValue("Renamed by me");
        test(button("Save")).click();

        assertThat(messages()).anyMatch(message -> message.contains("Someone else changed this meanwhile"));
        assertThat(service.virtualAccount(account().administrator(), account().pool())
                        .name())
                .isEqualTo("Renamed by a colleague");
    }

    @Test
    void tags_are_put_on_a_virtual_account_and_shown_in_the_list() {
        var admin = account().administrator();
        var tag = tags.create(admin, account().id(), "Krakow", TagColour.TEAL);
        VirtualAccountsView view = navigate(VirtualAccountsView.class);
        new MenuBarTester<>((MenuBar) test(grid(view)).getCellComponent(0, 3)).clickItem("Actions ▾", "Tags…");

        tagField().setValue(tags.list(admin, account().id()));
        test(button("Save")).click();

        assertThat(tags.ofVirtualAccount(admin, account().pool()))
                .extracting(Tag::id)
                .containsExactly(tag);
        assertThat(text((Component) test(grid(view)).getCellComponent(0, 0))).contains("Krakow");
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<Tag> tagField() {
        return find(MultiSelectComboBox.class).single();
    }

    @Test
    void a_user_without_the_right_sees_no_way_to_change_them() {
        signInAs(Role.SMART_ACCOUNT_USER, null);

        VirtualAccountsView view = navigate(VirtualAccountsView.class);

        assertThat(find(Button.class, view).withText("New Virtual Account…").exists())
                .isFalse();
        assertThat(grid(view).getColumns())
                .extracting(column -> column.getHeaderText())
                .doesNotContain("Actions")
                .hasSize(3);
    }

    private Grid<?> grid(VirtualAccountsView view) {
        return find(Grid.class, view).single();
    }

    private TextField name() {
        return find(TextField.class).withCaption("Name").single();
    }
}
