package org.slportal.ui.security;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.slportal.services.lab.RealTime;
import org.slportal.ui.shell.Outside;

/** Sign-in. A lock or a throttle says so, with the time to wait; a refusal never says which of the two was wrong. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
public class LoginView extends Outside implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient CurrentActor current;
    private final LoginForm form = new LoginForm();

    public LoginView(
            CurrentActor current, OidcSignIn provider, PasskeyBrowser passkeys, SecondStep step, RealTime clock) {
        this.current = current;
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        Div hint = new Div(getTranslation("login.no-account"));
        hint.addClassNames("muted", "small");
        card().add(form);
        if (passkeys.host().isPresent()) {
            card().add(new PasskeyButton(passkeys, step, clock, null));
        }
        card().add(provider, hint);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (current.user().isPresent()) {
            event.forwardTo("");
            return;
        }
        var query = event.getLocation().getQueryParameters();
        String reason = query.getSingleParameter("reason").orElse("");
        form.setI18n(texts(reason, minutes(query.getSingleParameter("wait").orElse("0"))));
        form.setError(!reason.isEmpty());
    }

    private LoginI18n texts(String reason, long minutes) {
        LoginI18n i18n = LoginI18n.createDefault();
        LoginI18n.Form labels = i18n.getForm();
        labels.setTitle(getTranslation("login.title"));
        labels.setUsername(getTranslation("field.userName"));
        labels.setPassword(getTranslation("field.password"));
        labels.setSubmit(getTranslation("login.submit"));
        LoginI18n.ErrorMessage message = i18n.getErrorMessage();
        String key = switch (reason) {
            case "locked", "throttled" -> reason;
            default -> "refused";
        };
        message.setTitle(getTranslation("login." + key + ".title"));
        message.setMessage(getTranslation("login." + key + ".message", minutes));
        message.setUsername(getTranslation("login.userName-required"));
        message.setPassword(getTranslation("login.password-required"));
        return i18n;
    }

    /** From the address, so anything may stand there. */
    private static long minutes(String seconds) {
        try {
            return Math.clamp((Long.parseLong(seconds) + 59) / 60, 1, 1440);
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("login.title") + " · " + getTranslation("brand");
    }
}
