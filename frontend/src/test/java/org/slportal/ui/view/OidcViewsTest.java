package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.access.Actor;
import org.slportal.services.identity.IdentityService;
import org.slportal.services.identity.IdentitySignIn;
import org.slportal.services.identity.ProvenIdentity;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.account.UsersView;
import org.slportal.ui.preferences.SecurityView;
import org.slportal.ui.security.LoginView;
import org.slportal.ui.security.OidcOutcome;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.context.TestPropertySource;

/** The pages where a provider is set. It is asked for nothing here. */
@TestPropertySource(
        properties = {
            "portal.oidc.issuer=https://id.example.com",
            "portal.oidc.client-id=portal",
            "portal.oidc.client-secret=secret",
            "portal.oidc.name=Example ID"
        })
class OidcViewsTest extends ViewTest {

    @Autowired
    IdentityService identities;

    private Dialog dialog() {
        return find(Dialog.class).all().stream()
                .filter(Dialog::isOpened)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private PasswordField passwordField() {
        return find(PasswordField.class, dialog()).single();
    }

    private ProvenIdentity link(Actor actor) {
        var proven = new ProvenIdentity("https://id.example.com", "subject-" + actor.userId(), "j.kim@id", null);
        identities.link(actor, proven);
        return proven;
    }

    @Test
    void the_sign_in_page_has_the_providers_button() {
        TestSecurityContextHolder.clearContext();

        LoginView view = navigate(LoginView.class);

        assertThat(button("Sign in with Example ID").isVisible()).isTrue();
        assertThat(text(view)).doesNotContain("Preferences > Security");
    }

    @Test
    void the_sign_in_page_says_why_a_way_came_to_nothing_and_repeats_no_word_of_the_address() {
        TestSecurityContextHolder.clearContext();

        assertThat(login(Map.of("provider", "unknown")))
                .contains("Nobody here is linked to this sign-in", "Preferences > Security");
        assertThat(login(Map.of("provider", "down"))).contains("Example ID does not answer");
        assertThat(login(Map.of("provider", "cancelled"))).contains("was cancelled");
        assertThat(login(Map.of("provider", "failed"))).contains("could not be checked");
        assertThat(login(Map.of("provider", "throttled", "for", "61"))).contains("2 minutes");
        assertThat(login(Map.of("provider", "throttled", "for", "x"))).contains("1 minute");
        assertThat(login(Map.of("provider", "pay-here"))).doesNotContain("pay-here");
    }

    private String login(Map<String, String> query) {
        UI.getCurrent().navigate(LoginView.class, QueryParameters.simple(query));
        return text(find(LoginView.class).single());
    }

    @Test
    void linking_asks_for_the_password_before_it_leads_to_the_provider() {
        SecurityView view = navigate(SecurityView.class);
        assertThat(text(view)).contains("Linked sign-in", "your account at Example ID signs you in here");

        test(button("Link a sign-in…")).click();
        test(passwordField()).setValue("not the password");
        test(button("Go to Example ID")).click();
        assertThat(passwordField().getErrorMessage()).contains("not your current password");
        assertThat(VaadinSession.getCurrent().getSession().getAttribute("org.slportal.ui.security.OidcLinking"))
                .isNull();

        test(passwordField()).setValue(TestAccounts.PASSWORD);
        test(button("Go to Example ID")).click();
        assertThat(VaadinSession.getCurrent().getSession().getAttribute("org.slportal.ui.security.OidcLinking"))
                .isNotNull();
    }

    @Test
    void what_is_linked_is_named_and_unlinked_with_the_password() {
        link(account().administrator());
        SecurityView view = navigate(SecurityView.class);
        assertThat(text(view)).contains("Example ID", "j.kim@id", "Never");
        assertThat(find(Button.class).withText("Link a sign-in…").exists()).isFalse();

        test(button("Unlink…")).click();
        test(passwordField()).setValue("not the password");
        test(button("Unlink Example ID")).click();
        assertThat(passwordField().getErrorMessage()).contains("not your current password");
        test(passwordField()).setValue(TestAccounts.PASSWORD);
        test(button("Unlink Example ID")).click();

        assertThat(identities.own(account().administrator())).isEmpty();
        assertThat(button("Link a sign-in…").isVisible()).isTrue();
    }

    @Test
    void what_became_of_linking_is_told_once() {
        VaadinSession.getCurrent().getSession().setAttribute(OidcOutcome.class.getName(), OidcOutcome.TAKEN);

        navigate(SecurityView.class);
        assertThat(messages()).anyMatch(text -> text.contains("linked to another person"));
        assertThat(VaadinSession.getCurrent().getSession().getAttribute(OidcOutcome.class.getName()))
                .isNull();
    }

    @Test
    void an_administrator_unlinks_for_somebody_and_ordinary_people_do_not_see_the_list() {
        var person = accounts.actor(account(), Role.SMART_ACCOUNT_USER, null);
        var proven = link(person);
        UsersView view = navigate(UsersView.class);
        new MenuBarTester<>((MenuBar) test(find(Grid.class, view).single()).getCellComponent(1, 4))
                .clickItem("Actions ▾", "Sign-in and sessions…");
        assertThat(text(dialog())).contains("Linked sign-in", "j.kim@id");

        test(button("Unlink…")).click();
        assertThat(text(dialog())).contains("does not sign Somebody in any more");
        test(button("Unlink Example ID")).click();

        assertThat(identities.own(person)).isEmpty();
        assertThat(identities.signIn(proven, null)).isInstanceOf(IdentitySignIn.Refused.class);
    }

    @Test
    void one_persons_page_shows_nobody_elses_link() {
        link(accounts.account().administrator());

        assertThat(text(navigate(SecurityView.class))).doesNotContain("j.kim@id");
        signInAs(Role.SMART_ACCOUNT_USER, null);
        assertThat(text(navigate(SecurityView.class))).contains("None. Linked,");
    }
}
