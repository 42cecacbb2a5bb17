package org.slportal.ui.preferences;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import org.jspecify.annotations.Nullable;
import org.slportal.ui.component.FormDialog;

/** An act that asks for the password once more, and for a code where one is needed. */
class ConfirmedDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    /** What is done with what was entered. */
    @FunctionalInterface
    interface Act extends java.io.Serializable {
        void run(String password, String code);
    }

    private final PasswordField password;
    private final @Nullable TextField code;
    private final Act act;

    ConfirmedDialog(String title, String consequence, String button, boolean withCode, Act act) {
        super(title, button);
        this.act = act;
        content(new Paragraph(consequence));
        password = field("password", new PasswordField(getTranslation("preferences.current-password")));
        password.setManualValidation(true);
        password.setRequiredIndicatorVisible(true);
        password.getElement().setAttribute("autocomplete", "current-password");
        if (withCode) {
            TextField asked = field("code", new TextField(getTranslation("second.code")));
            asked.setManualValidation(true);
            asked.setRequiredIndicatorVisible(true);
            asked.getElement().setAttribute("autocomplete", "one-time-code");
            code = asked;
        } else {
            code = null;
        }
        password.focus();
    }

    @Override
    protected void act() {
        act.run(password.getValue(), code == null ? "" : code.getValue());
    }
}
