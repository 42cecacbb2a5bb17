package org.slportal.ui.view;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.testing.ClockAtStart;
import org.slportal.services.testing.EmbeddedDatabaseForTests;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.security.PortalUser;
import org.slportal.ui.testing.UiTestApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.context.ContextConfiguration;

/** Each test has a Smart Account of its own and starts signed in as its administrator. */
@ExtendWith(ClockAtStart.class)
@SpringBootTest(classes = UiTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ContextConfiguration(initializers = EmbeddedDatabaseForTests.class)
abstract class ViewTest extends SpringBrowserlessTest {

    @Autowired
    TestAccounts accounts;

    private TestAccounts.@Nullable Account account;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        TestAccounts.Account made = accounts.account();
        account = made;
        signIn(made.administrator());
        super.initVaadinEnvironment();
    }

    @AfterEach
    void sign_out() {
        TestSecurityContextHolder.clearContext();
    }

    TestAccounts.Account account() {
        if (account == null) {
            throw new IllegalStateException("Asked before the test began");
        }
        return account;
    }

    /** From here on somebody else uses the same pages. */
    void signInAs(Role role, @Nullable VirtualAccountId scope) {
        signIn(accounts.actor(account(), role, scope));
    }

    static void signIn(Actor actor) {
        UserId id = actor.userId();
        if (id == null) {
            throw new IllegalArgumentException("Only people sign in");
        }
        TestSecurityContextHolder.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new PortalUser(id.value(), actor.name()), null, List.of(new SimpleGrantedAuthority("ROLE_USER"))));
    }

    /** An address in the account's own Virtual Account. */
    String inventory(String tab) {
        return "inventory/" + account().pool() + "/" + tab;
    }

    Button button(String text) {
        return find(Button.class).withText(text).single();
    }

    List<String> messages() {
        return find(Notification.class).all().stream()
                .map(notification -> text(notification))
                .toList();
    }

    /** All text inside, in order. */
    static String text(Component component) {
        String own = component instanceof HasText text ? text.getText() : "";
        return component
                .getChildren()
                .map(ViewTest::text)
                .reduce(own, (before, next) -> before.isEmpty() ? next : before + " " + next);
    }
}
