package org.slportal.ui.preferences;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import org.jspecify.annotations.Nullable;
import org.slportal.ui.component.FormDialog;

/** The name of a passkey; with the password for a new one. */
class PasskeyNameDialog extends FormDialog {

    private static final long serialVersionUID = 1L;
    private static final int MAX_NAME = 80;

    private final TextField name;
    private final @Nullable PasswordField password;
    private final transient ConfirmedNaming act;

    /** What is done with what was entered. */
    @FunctionalInterface
    interface ConfirmedNaming extends java.io.Serializable {
        void run(String name, String password);
    }

    PasskeyNameDialog(String title, String button, String before, boolean withPassword, ConfirmedNaming act) {
        super(title, button);
        this.act = act;
        if (withPassword) {
            content(new Paragraph(getTranslation("passkey.add.explanation")));
        }
        name = field("name", new TextField(getTranslation("passkey.name")));
        name.setManualValidation(true);
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(MAX_NAME);
        name.setValue(before);
        name.setHelperText(getTranslation("passkey.name-hint"));
        if (withPassword) {
            PasswordField asked = field("password", new PasswordField(getTranslation("preferences.current-password")));
            asked.setManualValidation(true);
            asked.setRequiredIndicatorVisible(true);
            asked.getElement().setAttribute("autocomplete", "current-password");
            password = asked;
        } else {
            password = null;
        }
        name.focus();
    }

    @Override
    protected void act() {
        act.run(name.getValue(), password == null ? "" : password.getValue());
    }
}
