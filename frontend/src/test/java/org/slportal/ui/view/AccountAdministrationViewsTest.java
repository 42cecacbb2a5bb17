package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.access.Actor;
import org.slportal.services.accessrequest.AccessRequestService;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.services.agreement.AgreementItem;
import org.slportal.services.agreement.AgreementService;
import org.slportal.services.agreement.NewAgreement;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventFilter;
import org.slportal.services.event.EventService;
import org.slportal.services.event.EventSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.setup.SetupService;
import org.slportal.services.user.UserService;
import org.slportal.ui.account.AgreementsView;
import org.slportal.ui.account.PropertiesView;
import org.slportal.ui.account.RequestAccessView;
import org.slportal.ui.account.RequestsView;
import org.slportal.ui.account.UsersView;
import org.slportal.ui.activity.EventText;
import org.slportal.ui.component.SubTabs;
import org.slportal.ui.setup.SetupView;
import org.springframework.beans.factory.annotation.Autowired;

class AccountAdministrationViewsTest extends ViewTest {

    @Autowired
    AgreementService agreements;

    @Autowired
    AccessRequestService requests;

    @Autowired
    UserService users;

    @Autowired
    SetupService setup;

    @Autowired
    VirtualAccountTree tree;

    @Autowired
    EventService events;

    @Test
    void a_renamed_account_shows_its_new_name() {
        PropertiesView view = navigate(PropertiesView.class);
        test(button("Rename…")).click();
        TextField name = find(TextField.class).withCaption("Name").single();
        test(name).setValue("");
        test(button("Save")).click();
        assertThat(name.getErrorMessage()).isEqualTo("Enter a value.");

        test(name).setValue("Renamed networks");
        test(button("Save")).click();

        assertThat(text(view)).contains("Renamed networks", account().domain());
    }

    @Test
    void a_viewer_sees_the_properties_and_changes_nothing() {
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);
        PropertiesView view = navigate(PropertiesView.class);

        assertThat(text(view)).doesNotContain("Rename…").contains(account().domain());
    }

    @Test
    void an_approver_accepts_what_waits() {
        agreements.publish(
                Actor.system("test"),
                account().id(),
                new NewAgreement("V" + account().id(), "Terms", "약관", "The text", "본문", null));
        signInAs(Role.SMART_ACCOUNT_APPROVER, null);

        assertThat(text(navigate(AgreementsView.class))).contains("Terms", "Pending");
        assertThat(find(Button.class).withText("Publish a version…").exists()).isFalse();
        assertThat(tabs()).containsExactly("Account Properties", "Account Agreements");
    }

    private List<String> tabs() {
        return find(SubTabs.class)
                .single()
                .getChildren()
                .map(tab -> tab.getElement().getTextRecursively())
                .toList();
    }

    private void appoint() {
        users.appoint(
                Actor.system("test"),
                account().id(),
                Objects.requireNonNull(account().administrator().userId()));
    }

    @Test
    void the_tabs_are_those_the_reader_may_open() {
        navigate(PropertiesView.class);
        List<String> all = tabs();
        assertThat(all).hasSize(8).contains("Users", "Requests");

        signInAs(Role.SMART_ACCOUNT_VIEWER, null);
        navigate(PropertiesView.class);
        assertThat(tabs()).hasSize(5).doesNotContain("Users", "Requests").isSubsetOf(all);

        signInAs(Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account().pool());
        navigate(PropertiesView.class);
        assertThat(tabs()).hasSize(6).contains("Users").doesNotContain("Requests");
        navigate(UsersView.class);
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_platform_administrator_publishes_a_version_and_nobody_else_sees_how() {
        navigate(AgreementsView.class);
        assertThat(find(Button.class).withText("Publish a version…").exists()).isFalse();
        appoint();

        AgreementsView view = navigate(AgreementsView.class);
        test(button("Publish a version…")).click();
        test(button("Publish")).click();
        TextField code = find(TextField.class).withCaption("Code").single();
        assertThat(code.getErrorMessage()).isEqualTo("Enter a value.");
        String name = "Terms of " + account().id();
        test(code).setValue("V" + account().id());
        test(find(TextField.class).withCaption("Name in English").single()).setValue(name);
        test(find(TextField.class).withCaption("Name in Korean").single()).setValue("약관");
        test(find(TextArea.class).withCaption("Text in English").single()).setValue("One and two");
        test(find(TextArea.class).withCaption("Text in Korean").single()).setValue("하나");
        test(button("Publish")).click();
        assertThat(text(view)).contains(name, "Pending");

        test(button("Publish a version…")).click();
        Select<AgreementItem> of = find(Select.class).single();
        of.setValue(of.getListDataView()
                .getItems()
                .filter(item -> item.nameEnglish().equals(name))
                .findFirst()
                .orElseThrow());
        assertThat(find(TextArea.class).withCaption("Text in English").single().getValue())
                .isEqualTo("One and two");
        test(button("Publish")).click();
        assertThat(agreements.list(account().administrator(), account().id()))
                .filteredOn(item -> item.nameEnglish().equals(name))
                .extracting(AgreementItem::version)
                .containsExactly(2, 1);
    }

    @Test
    void a_platform_administrator_appoints_another_and_others_see_neither_mark_nor_menu() {
        assertThat(text(navigate(UsersView.class))).doesNotContain("Platform administrator");
        appoint();
        accounts.actor(account(), Role.SMART_ACCOUNT_ADMINISTRATOR, null);

        Grid<?> grid = find(Grid.class, navigate(UsersView.class)).single();
        new MenuBarTester<>((MenuBar) test(grid).getCellComponent(1, 4))
                .clickItem("Actions ▾", "Make platform administrator…");
        test(button("Make Somebody platform administrator")).click();

        Grid<?> after = find(Grid.class).single();
        for (int row = 0; row < 2; row++) {
            assertThat(((Component) test(after).getCellComponent(row, 0))
                            .getElement()
                            .getTextRecursively())
                    .contains("Platform administrator");
        }
    }

    @Test
    void the_set_up_shows_what_it_accepts() {
        agreements.loadShipped();

        SetupView view = new SetupView(setup);
        assertThat(text(view)).contains("With its set-up the Smart Account accepts:");
        assertThat(view.getElement().getTextRecursively()).contains("Practice Agreement, version");
    }

    @Test
    void a_virtual_account_moved_to_the_top_says_so_in_the_log() {
        var branch = accounts.pool(account(), "Branch");
        var admin = account().administrator();
        tree.move(admin, branch, account().pool(), 0);
        tree.move(admin, branch, null, 1);

        assertThat(events.list(
                        admin,
                        account().id(),
                        null,
                        PageQuery.first(2, EventSort.TIME),
                        new EventFilter(Set.of(EventCode.VIRTUAL_ACCOUNT_MOVED), "")))
                .extracting(event -> EventText.of(UI.getCurrent(), event))
                .containsExactlyInAnyOrder(
                        "The Virtual Account \"Branch\" was moved below \"Default\".",
                        "The Virtual Account \"Branch\" was moved to the top level.");
    }

    @Test
    void a_request_is_told_the_same_whether_the_domain_exists_or_not() {
        RequestAccessView view = navigate(RequestAccessView.class);
        test(button("Send request")).click();
        assertThat(find(TextField.class)
                        .withCaption("Domain identifier")
                        .single()
                        .getErrorMessage())
                .isEqualTo("Enter a value.");
        assertThat(find(Span.class, view).exists()).isTrue();
    }

    @Test
    void requests_to_the_account_wait_in_its_list() {
        requests.ask(accounts.account().administrator(), account().domain(), "please");

        assertThat(text(navigate(RequestsView.class))).contains("1 entry");
    }

    @Test
    void several_people_can_be_added_by_who_administers() {
        assertThat(text(navigate(UsersView.class))).contains("Add several…", "Import from CSV…");
    }
}
