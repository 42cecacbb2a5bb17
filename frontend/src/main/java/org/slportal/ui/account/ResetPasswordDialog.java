package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.user.UserListItem;
import org.slportal.services.user.UserService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.PasswordStrength;
import org.slportal.ui.security.CurrentActor;

/** A new first password; the person must choose their own at the next sign-in. */
class ResetPasswordDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient UserService users;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final transient UserListItem user;
    private final PasswordField password;

    ResetPasswordDialog(UserService users, CurrentActor current, SmartAccountId account, UserListItem user) {
        super(
                UI.getCurrent().getTranslation("users.reset.title", user.displayName()),
                UI.getCurrent().getTranslation("users.reset.button"));
        this.users = users;
        this.current = current;
        this.account = account;
        this.user = user;
        content(new Paragraph(getTranslation("users.reset.consequence")));
        password = field("password", new PasswordField(getTranslation("users.first-password")));
        password.setManualValidation(true);
        password.getElement().setAttribute("autocomplete", "new-password");
        PasswordStrength.tell(password, user::userName);
        password.focus();
        then(() -> Notices.done(UI.getCurrent().getTranslation("users.reset.done", user.displayName())));
    }

    @Override
    protected void act() {
        users.resetPassword(current.get(), account, user.id(), password.getValue());
    }
}
