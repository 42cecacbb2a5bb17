package org.slportal.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.factor.FactorPolicy;
import org.slportal.services.factor.FactorService;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.Facts;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** What the Smart Account asks of its people when they sign in. */
@Route("account/sign-in")
@PermitAll
public class SignInPolicyView extends AccountPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient FactorService factors;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    public SignInPolicyView(FactorService factors, CurrentActor current, CurrentAccount account) {
        this.factors = factors;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(account.get());
    }

    private void show(SmartAccountItem here) {
        FactorPolicy policy = factors.policy(current.get(), here.id());
        frame(here, current.get());
        Button change = policy.required()
                ? new Button(
                        t("policy.factor.optional-menu"),
                        click -> ask(
                                here,
                                false,
                                t("policy.factor.optional.title"),
                                t("policy.factor.optional.consequence"),
                                t("policy.factor.optional.button")))
                : new Button(
                        t("policy.factor.require-menu"),
                        click -> ask(
                                here,
                                true,
                                t("policy.factor.require.title"),
                                t("policy.factor.require.consequence", policy.without()),
                                t("policy.factor.require.button")));
        Paragraph explanation = new Paragraph(t("policy.factor.explanation"));
        explanation.addClassName("muted");
        add(div(
                "card",
                new H2(t("policy.factor.title")),
                new Facts()
                        .fact(
                                t("policy.factor.state"),
                                policy.required() ? t("policy.factor.required") : t("policy.factor.free"))
                        .fact(t("policy.factor.people"), Numbers.plain(policy.people()))
                        .fact(t("policy.factor.without"), Numbers.plain(policy.without())),
                explanation,
                div("toolbar", change)));
    }

    private void ask(SmartAccountItem here, boolean require, String title, String consequence, String button) {
        new Confirm(title, consequence, button, () -> factors.require(current.get(), here.id(), require))
                .then(() -> show(here))
                .open();
    }
}
