package org.slportal.ui.preferences;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import org.slportal.services.factor.FactorService;
import org.slportal.services.factor.TotpEnrolment;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.BrowserSessions;
import org.slportal.ui.security.CurrentActor;

/** Scan, confirm with one code. The secret is stored once the app has proved to have it. */
class AddAuthenticatorDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient FactorService factors;
    private final transient CurrentActor current;
    private final transient BrowserSessions sessions;
    private final TotpEnrolment enrolment;
    private final PasswordField password;
    private final TextField code;
    private List<String> codes = List.of();

    AddAuthenticatorDialog(
            FactorService factors, CurrentActor current, BrowserSessions sessions, SerializableRunnable afterwards) {
        super(
                UI.getCurrent().getTranslation("security.app.add.title"),
                UI.getCurrent().getTranslation("security.app.add.button"));
        this.factors = factors;
        this.current = current;
        this.sessions = sessions;
        enrolment = factors.enrol(current.get());
        Span secret = new Span(enrolment.readable());
        secret.addClassName("mono");
        content(
                new Paragraph(getTranslation("security.app.add.scan")),
                new QrCode(enrolment.uri(), getTranslation("security.app.add.qr")),
                new Facts().fact(getTranslation("security.app.add.secret"), secret));
        code = field("code", new TextField(getTranslation("security.app.add.code")));
        code.setManualValidation(true);
        code.setRequiredIndicatorVisible(true);
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.getElement().setAttribute("inputmode", "numeric");
        password = field("password", new PasswordField(getTranslation("preferences.current-password")));
        password.setManualValidation(true);
        password.setRequiredIndicatorVisible(true);
        password.getElement().setAttribute("autocomplete", "current-password");
        then(() -> {
            Notices.done(UI.getCurrent().getTranslation("security.app.added"));
            afterwards.run();
            if (!codes.isEmpty()) {
                new RecoveryCodesDialog(codes).open();
            }
        });
    }

    @Override
    protected void act() {
        codes = factors.confirm(current.get(), enrolment, password.getValue(), code.getValue(), sessions.current());
    }
}
