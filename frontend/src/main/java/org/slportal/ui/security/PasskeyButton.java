package org.slportal.ui.security;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slportal.services.lab.RealTime;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.user.SignInResult;

/** Signs in by passkey: after the password, or in its place. A refusal stands below the button. */
class PasskeyButton extends Div {

    private static final long serialVersionUID = 1L;

    private final transient PasskeyBrowser browser;
    private final transient SecondStep step;
    private final transient RealTime clock;
    private final @Nullable HalfSignedIn half;
    private final Button button;
    private final Div refusal = new Div();

    PasskeyButton(PasskeyBrowser browser, SecondStep step, RealTime clock, @Nullable HalfSignedIn half) {
        this.browser = browser;
        this.step = step;
        this.clock = clock;
        this.half = half;
        addClassName("passkey-button");
        button = new Button(getTranslation(half == null ? "passkey.sign-in" : "passkey.use"), click -> ask());
        button.setDisableOnClick(true);
        refusal.addClassNames("notice", "danger");
        refusal.getElement().setAttribute("role", "alert");
        refusal.setVisible(false);
        add(button, refusal);
    }

    /** Makes it what the page is about. */
    void first() {
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        button.setAutofocus(true);
    }

    private void ask() {
        refusal.setVisible(false);
        // What stands in the session counts, not what stood there when the page was made.
        if (half != null && step.pending().filter(half::equals).isEmpty()) {
            com.vaadin.flow.component.UI.getCurrent().navigate(LoginView.class);
            return;
        }
        browser.sign(
                this,
                half == null ? null : half.userId(),
                this::answered,
                () -> refuse(getTranslation("passkey.not-answered")));
    }

    private void answered(SignInResult result) {
        switch (result) {
            case SignInResult.SignedIn(var id) ->
                SecondStepView.open(step.complete(
                        new PortalUser(id.value(), browser.userName(id)),
                        half == null ? SignInMethod.PASSKEY : SignInMethod.PASSWORD_KEY));
            case SignInResult.Locked(var until) ->
                refuse(getTranslation(
                        "error.SIGN_IN_LOCKED", SecondStepView.minutes(Duration.between(clock.instant(), until))));
            case SignInResult.Throttled(var wait) ->
                refuse(getTranslation("error.TOO_MANY_ATTEMPTS", wait.toSeconds() + 1));
            case SignInResult.Refused ignored -> refuse(getTranslation("passkey.refused"));
            case SignInResult.SecondFactorNeeded again -> refuse(getTranslation("passkey.refused"));
        }
    }

    private void refuse(String text) {
        refusal.removeAll();
        refusal.add(new Span(text));
        refusal.setVisible(true);
        button.setEnabled(true);
        button.focus();
    }
}
