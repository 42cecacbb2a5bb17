package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.factor.Base32;
import org.slportal.services.factor.FactorService;
import org.slportal.services.factor.Totp;
import org.slportal.services.factor.TotpEnrolment;
import org.slportal.services.lab.RealTime;
import org.slportal.services.session.LiveSessions;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.account.SignInPolicyView;
import org.slportal.ui.account.UsersView;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.preferences.PreferencesView;
import org.slportal.ui.preferences.SecurityView;
import org.springframework.beans.factory.annotation.Autowired;

class SecurityViewTest extends ViewTest {

    @Autowired
    FactorService factors;

    @Autowired
    LiveSessions sessions;

    @Autowired
    RealTime clock;

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private String code(String secret) {
        return Totp.code(Base32.decode(secret.replace(" ", "")), Totp.step(clock.instant()));
    }

    private void enrol(Actor actor) {
        TotpEnrolment enrolment = factors.enrol(actor);
        factors.confirm(actor, enrolment, TestAccounts.PASSWORD, code(enrolment.secret()), null);
    }

    private Dialog dialog() {
        return find(Dialog.class).all().stream()
                .filter(Dialog::isOpened)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private TextField codeField() {
        return find(TextField.class, dialog()).single();
    }

    private PasswordField passwordField() {
        return find(PasswordField.class, dialog()).single();
    }

    @Test
    void an_app_is_added_by_its_first_code_and_recovery_codes_are_shown_once() {
        SecurityView view = navigate(SecurityView.class);
        assertThat(text(view)).contains("Authenticator app", "None.").doesNotContain("Recovery codes");

        test(button("Add an authenticator app…")).click();
        String secret = text(dialog()).replaceAll("(?s).*Secret ((?:[A-Z2-7]{4} ?){8}).*", "$1");
        test(codeField()).setValue("12");
        test(passwordField()).setValue(TestAccounts.PASSWORD);
        test(button("Add app")).click();
        assertThat(codeField().getErrorMessage()).contains("This code is not right");
        test(codeField()).setValue(code(secret));
        test(passwordField()).setValue("not the password");
        test(button("Add app")).click();
        assertThat(passwordField().getErrorMessage()).contains("not your current password");
        test(passwordField()).setValue(TestAccounts.PASSWORD);
        test(button("Add app")).click();

        assertThat(dialog().getHeaderTitle()).isEqualTo("Your recovery codes");
        assertThat(text(dialog())).containsPattern("([A-Z0-9]{4}-){3}[A-Z0-9]{4}");
        test(button("Close")).click();
        assertThat(text(view)).contains("Since ", "10 left").doesNotContainPattern("([A-Z0-9]{4}-){3}[A-Z0-9]{4}");
    }

    @Test
    void who_has_no_factor_where_one_is_required_is_led_to_add_one() {
        factors.require(account().administrator(), account().id(), true);

        for (String address : new String[] {"", "activity", "account/users", "preferences"}) {
            SecurityView view = navigate(address, SecurityView.class);
            assertThat(text(view))
                    .contains("requires a second factor. Add an authenticator app or a passkey to go on.");
        }
        enrol(account().administrator());
        navigate(PreferencesView.class);
    }

    @Test
    void ones_sessions_are_listed_in_words_and_ended() {
        var elsewhere = sessions.start(
                id(account().administrator()),
                SignInMethod.TOTP,
                "198.51.100.7",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        SecurityView view = navigate(SecurityView.class);
        assertThat(text(view)).contains("Firefox on Linux", "198.51.100.7", "Password and app");

        test(button("End")).click();

        assertThat(sessions.use(elsewhere)).isFalse();
        assertThat(text(view)).contains("Not signed in anywhere.");
    }

    @Test
    void an_administrator_ends_somebodys_sessions_and_resets_the_factor() {
        var person = accounts.actor(account(), Role.SMART_ACCOUNT_USER, null);
        enrol(person);
        var session = sessions.start(id(person), SignInMethod.TOTP, "198.51.100.8", "");
        UsersView view = navigate(UsersView.class);
        new MenuBarTester<>((MenuBar) test(find(Grid.class, view).single()).getCellComponent(1, 4))
                .clickItem("Actions ▾", "Sign-in and sessions…");
        assertThat(text(dialog())).contains("Unknown browser", "198.51.100.8", "10 left");

        test(button("Reset second factor…")).click();
        test(button("Reset the factor of Somebody")).click();

        assertThat(factors.state(person).any()).isFalse();
        assertThat(sessions.use(session)).isFalse();
    }

    @Test
    void the_account_requires_a_factor_after_telling_whom_it_concerns() {
        SignInPolicyView view = navigate(SignInPolicyView.class);
        assertThat(text(view)).contains("Everybody's own choice");

        test(button("Require a second factor…")).click();
        assertThat(text(dialog())).contains("1 person must add one");
        test(button("Require it")).click();

        assertThat(text(view)).contains("Required", "Leave it to each person…");
    }

    @Test
    void only_who_manages_people_sees_the_policy() {
        signInAs(Role.SMART_ACCOUNT_USER, null);

        navigate("account/sign-in", RefusedView.class);
        assertThat(find(Button.class).withText("Require a second factor…").exists())
                .isFalse();
    }
}
