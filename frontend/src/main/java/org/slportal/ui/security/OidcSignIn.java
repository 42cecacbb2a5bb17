package org.slportal.ui.security;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.spring.annotation.SpringComponent;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** On the sign-in page: the way to the provider, and a word about a way that came to nothing. Empty where no provider is set. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class OidcSignIn extends Div implements BeforeEnterObserver {

    static final String OUTCOME = "provider";
    static final String WAIT = "for";

    private static final long serialVersionUID = 1L;
    private static final int SECONDS = 60;

    private final transient OidcLinking linking;

    OidcSignIn(OidcLinking linking) {
        this.linking = linking;
        addClassName("other-sign-in");
        setVisible(linking.isOn());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!linking.isOn()) {
            return;
        }
        removeAll();
        QueryParameters query = event.getLocation().getQueryParameters();
        String text = text(query.getSingleParameter(OUTCOME).orElse(""), query);
        if (text != null) {
            Div notice = new Div(text);
            notice.addClassNames("notice", "danger");
            notice.getElement().setAttribute("role", "alert");
            add(notice);
        }
        Div or = new Div(getTranslation("login.provider.or"));
        or.addClassNames("muted", "small");
        Button button = new Button(
                getTranslation("login.provider.button", linking.providerName()),
                click -> UI.getCurrent().getPage().setLocation(OidcLinking.address()));
        button.setDisableOnClick(true);
        add(or, button);
    }

    /** Anything may stand in an address; what is none of these has no text. */
    private @Nullable String text(String outcome, QueryParameters query) {
        return switch (outcome) {
            case "cancelled", "down", "failed", "unknown" ->
                getTranslation("login.provider." + outcome, linking.providerName());
            case "throttled" ->
                getTranslation(
                        "login.throttled.message",
                        minutes(query.getSingleParameter(WAIT).orElse("0")));
            default -> null;
        };
    }

    private static long minutes(String seconds) {
        try {
            return Math.clamp((Long.parseLong(seconds) + SECONDS - 1) / SECONDS, 1, 1440);
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
