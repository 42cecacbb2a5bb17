package org.slportal.ui.security;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.time.Duration;
import java.util.Optional;
import org.slportal.domain.id.UserId;
import org.slportal.services.factor.Factors;
import org.slportal.services.lab.RealTime;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.user.SignInResult;
import org.slportal.services.user.SignInService;
import org.slportal.ui.shell.Outside;

/** After the password: a code of the authenticator app, or a recovery code. Whoever is here has no rights yet. */
@Route(value = "login/second", autoLayout = false)
@AnonymousAllowed
public class SecondStepView extends Outside implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient SecondStep step;
    private final transient SignInService signIn;
    private final transient RealTime clock;
    private final transient Factors factors;
    private final transient PasskeyBrowser passkeys;
    private final TextField code = new TextField();

    public SecondStepView(
            SecondStep step, SignInService signIn, RealTime clock, Factors factors, PasskeyBrowser passkeys) {
        this.step = step;
        this.signIn = signIn;
        this.clock = clock;
        this.factors = factors;
        this.passkeys = passkeys;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<HalfSignedIn> half = step.pending();
        if (half.isEmpty()) {
            event.forwardTo(LoginView.class);
            return;
        }
        card().removeAll();
        code.setLabel(getTranslation("second.code"));
        code.setHelperText(
                getTranslation(factors.hasApp(half.get().userId()) ? "second.code-hint" : "passkey.recovery-hint"));
        code.setManualValidation(true);
        code.setWidthFull();
        code.setMaxLength(40);
        code.setAutofocus(true);
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.getElement().setAttribute("autocapitalize", "off");
        code.getElement().setAttribute("spellcheck", "false");
        Div form = new Div(code);
        form.addClassName("form");
        Button submit = new Button(getTranslation("second.submit"), click -> submit());
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        submit.addClickShortcut(Key.ENTER).listenOn(form).resetFocusOnActiveElement();
        Button back = new Button(getTranslation("second.back"), click -> {
            step.forget();
            UI.getCurrent().navigate(LoginView.class);
        });
        Div toolbar = new Div(submit, back);
        toolbar.addClassName("toolbar");
        UserId user = half.get().userId();
        boolean app = factors.hasApp(user);
        boolean key = passkeys.answers(user);
        card().add(
                        new H1(getTranslation("second.title")),
                        new Paragraph(
                                getTranslation(explanation(app, key), half.get().userName())));
        if (key) {
            PasskeyButton use = new PasskeyButton(passkeys, step, clock, half.get());
            card().add(use);
            if (!app) {
                // The field is for the day the passkey is not at hand.
                use.first();
                code.setAutofocus(false);
                submit.removeThemeVariants(ButtonVariant.LUMO_PRIMARY);
            }
        }
        card().add(form, toolbar);
    }

    private static String explanation(boolean app, boolean key) {
        if (app) {
            return key ? "second.both" : "second.explanation";
        }
        return key ? "passkey.second" : "passkey.elsewhere";
    }

    private void submit() {
        Optional<HalfSignedIn> half = step.pending();
        if (half.isEmpty()) {
            UI.getCurrent().navigate(LoginView.class);
            return;
        }
        String entered = code.getValue();
        if (entered.isBlank()) {
            refuse(getTranslation("error.REQUIRED"));
            return;
        }
        switch (signIn.secondStep(
                half.get().userId(), entered, VaadinRequest.getCurrent().getRemoteAddr())) {
            case SignInResult.SignedIn(var id) ->
                open(step.complete(
                        new PortalUser(id.value(), half.get().userName()),
                        Factors.isAppCode(entered) ? SignInMethod.TOTP : SignInMethod.RECOVERY));
            case SignInResult.Locked(var until) ->
                refuse(getTranslation("error.SIGN_IN_LOCKED", minutes(Duration.between(clock.instant(), until))));
            case SignInResult.Throttled(var wait) ->
                refuse(getTranslation("error.TOO_MANY_ATTEMPTS", wait.toSeconds() + 1));
            case SignInResult.Refused ignored -> refuse(wrong(entered));
            case SignInResult.SecondFactorNeeded again -> refuse(wrong(entered));
        }
    }

    private String wrong(String entered) {
        return getTranslation("error." + Factors.refusal(entered));
    }

    static void open(String location) {
        UI.getCurrent().getPage().setLocation(location.isEmpty() ? "." : location);
    }

    private void refuse(String text) {
        code.setErrorMessage(text);
        code.setInvalid(true);
        code.focus();
    }

    static long minutes(Duration wait) {
        return Math.max(1, (wait.toSeconds() + 59) / 60);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("second.title") + " · " + getTranslation("brand");
    }
}
