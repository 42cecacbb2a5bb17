package org.slportal.ui.setup;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slportal.services.agreement.AgreementDetail;
import org.slportal.services.setup.FirstAccount;
import org.slportal.services.setup.SetupService;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.PasswordStrength;
import org.slportal.ui.security.LoginView;
import org.slportal.ui.shell.Outside;

/** The first visit: the code from the console, the Smart Account, its administrator. */
@Route(value = "setup", autoLayout = false)
@AnonymousAllowed
public class SetupView extends Outside implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient SetupService setup;
    private final Map<String, HasValidation> fields = new LinkedHashMap<>();
    private final Div form = new Div();
    private final TextField code;
    private final TextField accountName;
    private final TextField domain;
    private final TextField virtualAccountName;
    private final TextField displayName;
    private final TextField userName;
    private final PasswordField password;

    public SetupView(SetupService setup) {
        this.setup = setup;
        form.addClassName("form");
        code = add("code", new TextField(getTranslation("setup.code")));
        code.setHelperText(getTranslation("setup.code-hint"));
        form.add(new H2(getTranslation("shell.smart-account")));
        accountName = add("accountName", new TextField(getTranslation("setup.account-name")));
        domain = add("domain", new TextField(getTranslation("setup.domain")));
        domain.setHelperText(getTranslation("setup.domain-hint"));
        virtualAccountName = add("virtualAccountName", new TextField(getTranslation("setup.virtual-account")));
        virtualAccountName.setValue("DEFAULT");
        form.add(new H2(getTranslation("setup.administrator")));
        displayName = add("displayName", new TextField(getTranslation("users.name")));
        userName = add("userName", new TextField(getTranslation("field.userName")));
        password = new PasswordField(getTranslation("field.password"));
        password.setHelperText(getTranslation("preferences.password-hint"));
        password.setManualValidation(true);
        password.setRequiredIndicatorVisible(true);
        password.setWidthFull();
        password.getElement().setAttribute("autocomplete", "new-password");
        PasswordStrength.tell(password, userName::getValue);
        fields.put("password", password);
        form.add(password);
        Button submit = new Button(getTranslation("setup.submit"), click -> complete());
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        submit.addClickShortcut(Key.ENTER).listenOn(form).resetFocusOnActiveElement();
        card().add(
                        new H1(getTranslation("setup.title")),
                        new Paragraph(getTranslation("setup.explanation")),
                        form,
                        agreements(),
                        submit);
    }

    /** What the Smart Account accepts with its set-up, to be read before. */
    private Div agreements() {
        Div all = new Div();
        all.addClassName("prose");
        for (AgreementDetail agreement : setup.agreements()) {
            String language = getLocale().getLanguage();
            Details text = new Details(getTranslation(
                    "agreement.title",
                    agreement.item().name(language),
                    agreement.item().version()));
            for (String part : agreement.text(language).split("\\R\\s*\\R")) {
                text.add(new Paragraph(part));
            }
            all.add(text);
        }
        if (all.getComponentCount() > 0) {
            all.addComponentAsFirst(new Paragraph(getTranslation("setup.agreement")));
        }
        return all;
    }

    private TextField add(String name, TextField field) {
        field.setManualValidation(true);
        field.setRequiredIndicatorVisible(true);
        field.setWidthFull();
        fields.put(name, field);
        form.add(field);
        return field;
    }

    private void complete() {
        boolean done = Notices.attempt(
                this,
                fields,
                () -> setup.complete(
                        code.getValue().strip(),
                        new FirstAccount(
                                accountName.getValue(),
                                domain.getValue(),
                                virtualAccountName.getValue(),
                                userName.getValue(),
                                displayName.getValue(),
                                password.getValue(),
                                getLocale().getLanguage().equals("ko") ? "ko" : "en")));
        if (done) {
            UI.getCurrent().navigate(LoginView.class);
            Notices.done(getTranslation("setup.done"));
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!setup.needed()) {
            event.forwardTo(LoginView.class);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("setup.title") + " · " + getTranslation("brand");
    }
}
