package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.PASSKEY;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.internal.CurrentInstance;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.services.access.Actor;
import org.slportal.services.factor.Base32;
import org.slportal.services.factor.FactorService;
import org.slportal.services.factor.Totp;
import org.slportal.services.lab.RealTime;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.preferences.SecurityView;
import org.slportal.ui.security.HalfWay;
import org.slportal.ui.security.LoginView;
import org.slportal.ui.security.SecondStepView;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.TestSecurityContextHolder;

class SecondStepViewTest extends ViewTest {

    private static final String HERE = "localhost";

    @Autowired
    FactorService factors;

    @Autowired
    RealTime clock;

    @Autowired
    DSLContext sql;

    /** The framework knows the current request as long as somebody holds it. */
    private @Nullable VaadinServletRequest byName;

    @Test
    void without_a_right_password_there_is_no_second_step() {
        TestSecurityContextHolder.clearContext();

        navigate("login/second", LoginView.class);

        assertThat(find(SecondStepView.class).exists()).isFalse();
    }

    @Test
    void a_person_with_an_app_is_asked_for_its_code() {
        Actor person = account().administrator();
        addApp(person);
        HalfWay.begin(person, clock.instant());
        reachedByName();

        SecondStepView view = navigate("login/second", SecondStepView.class);

        assertThat(text(view)).contains("Enter the code your authenticator app shows now");
        assertThat(find(Button.class, view).withText("Use a passkey").exists()).isFalse();
    }

    @Test
    void a_person_with_both_may_use_either() {
        Actor person = account().administrator();
        addApp(person);
        addPasskey(person, HERE);
        HalfWay.begin(person, clock.instant());
        reachedByName();

        SecondStepView view = navigate("login/second", SecondStepView.class);

        assertThat(text(view)).contains("Use a passkey, or enter the code");
        assertThat(isPrimary(view, "Use a passkey")).isFalse();
        assertThat(isPrimary(view, "Continue")).isTrue();
    }

    @Test
    void to_a_person_with_passkeys_alone_the_passkey_comes_first() {
        Actor person = account().administrator();
        addPasskey(person, HERE);
        HalfWay.begin(person, clock.instant());
        reachedByName();

        SecondStepView view = navigate("login/second", SecondStepView.class);

        assertThat(text(view)).contains("Use your passkey, or enter a recovery code");
        assertThat(isPrimary(view, "Use a passkey")).isTrue();
        assertThat(isPrimary(view, "Continue")).isFalse();
    }

    @Test
    void a_passkey_of_another_host_is_not_asked_for() {
        Actor person = account().administrator();
        addPasskey(person, "portal.example.com");
        HalfWay.begin(person, clock.instant());
        reachedByName();

        SecondStepView view = navigate("login/second", SecondStepView.class);

        assertThat(text(view)).contains("Your passkeys belong to another name of this portal");
        assertThat(find(Button.class, view).withText("Use a passkey").exists()).isFalse();
        assertThat(isPrimary(view, "Continue")).isTrue();
    }

    @Test
    void whoever_waits_too_long_begins_again_also_with_a_passkey() {
        Actor person = account().administrator();
        addPasskey(person, HERE);
        HalfWay.begin(person, clock.instant());
        reachedByName();
        SecondStepView view = navigate("login/second", SecondStepView.class);
        Button use = find(Button.class, view).withText("Use a passkey").single();

        HalfWay.begin(person, clock.instant().minusSeconds(600));
        test(use).click();

        assertThat(find(LoginView.class).exists()).isTrue();
    }

    @Test
    void where_no_provider_is_set_the_pages_name_none() {
        assertThat(text(navigate(SecurityView.class))).doesNotContain("Linked sign-in");
        TestSecurityContextHolder.clearContext();

        UI.getCurrent().navigate(LoginView.class, QueryParameters.of("provider", "down"));

        LoginView view = find(LoginView.class).single();

        assertThat(find(Button.class, view).all()).noneMatch(button -> button.isVisible());
        assertThat(text(view)).doesNotContain("does not answer");
    }

    /** The pages' request comes to an address, and passkeys belong to names. */
    private void reachedByName() {
        VaadinServletRequest request = VaadinServletRequest.getCurrent();
        var named = new HttpServletRequestWrapper(request.getHttpServletRequest()) {
            @Override
            public String getServerName() {
                return HERE;
            }
        };
        byName = new VaadinServletRequest(named, request.getService());
        CurrentInstance.set(VaadinRequest.class, byName);
    }

    private boolean isPrimary(SecondStepView view, String text) {
        return find(Button.class, view).withText(text).single().getThemeNames().contains("primary");
    }

    private void addApp(Actor person) {
        var enrolment = factors.enrol(person);
        Instant now = clock.instant();
        factors.confirm(
                person,
                enrolment,
                TestAccounts.PASSWORD,
                Totp.code(Base32.decode(enrolment.secret()), Totp.step(now)),
                null);
    }

    /** One nobody can sign with: these pages only ask. */
    private void addPasskey(Actor person, String host) {
        sql.insertInto(PASSKEY)
                .set(PASSKEY.APP_USER_ID, Objects.requireNonNull(person.userId()))
                .set(PASSKEY.CREDENTIAL_ID, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8))
                .set(PASSKEY.CREDENTIAL_DATA, new byte[] {1})
                .set(PASSKEY.RP_ID, host)
                .set(PASSKEY.SIGN_COUNTER, 0L)
                .set(PASSKEY.BACKUP_ELIGIBLE, false)
                .set(PASSKEY.NAME, "Key")
                .set(PASSKEY.CREATED_AT, clock.instant())
                .execute();
    }
}
