package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.accessrequest.AccessRequestService;
import org.slportal.services.agreement.AgreementService;
import org.slportal.services.agreement.NewAgreement;
import org.slportal.ui.account.AgreementsView;
import org.slportal.ui.account.PropertiesView;
import org.slportal.ui.account.RequestAccessView;
import org.slportal.ui.account.RequestsView;
import org.slportal.ui.account.UsersView;
import org.springframework.beans.factory.annotation.Autowired;

class AccountAdministrationViewsTest extends ViewTest {

    @Autowired
    AgreementService agreements;

    @Autowired
    AccessRequestService requests;

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
                account().administrator(),
                account().id(),
                new NewAgreement("V" + account().id(), "Terms", "약관", "The text", "본문", null));
        signInAs(Role.SMART_ACCOUNT_APPROVER, null);

        assertThat(text(navigate(AgreementsView.class))).contains("Terms", "Pending");
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
