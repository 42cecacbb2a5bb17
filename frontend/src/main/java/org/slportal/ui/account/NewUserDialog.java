package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.user.NewUser;
import org.slportal.services.user.UserService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.PasswordStrength;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Adds a person with a first password and a first role. */
class NewUserDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient UserService users;
    private final transient CurrentActor current;
    private final transient SmartAccountItem account;
    private final transient RoleFields role;
    private final TextField userName;
    private final TextField displayName;
    private final EmailField email;
    private final PasswordField password;

    NewUserDialog(UserService users, CurrentActor current, CurrentAccount account, SerializableRunnable afterwards) {
        super(UI.getCurrent().getTranslation("users.add.title"), UI.getCurrent().getTranslation("users.add.button"));
        this.users = users;
        this.current = current;
        this.account = account.get();
        userName = field("userName", new TextField(getTranslation("field.userName")));
        userName.setRequiredIndicatorVisible(true);
        userName.setManualValidation(true);
        displayName = field("displayName", new TextField(getTranslation("users.name")));
        displayName.setRequiredIndicatorVisible(true);
        displayName.setManualValidation(true);
        email = field("email", new EmailField(getTranslation("field.email")));
        password = field("password", new PasswordField(getTranslation("users.first-password")));
        password.setHelperText(getTranslation("users.first-password.hint"));
        password.setRequiredIndicatorVisible(true);
        password.setManualValidation(true);
        password.getElement().setAttribute("autocomplete", "new-password");
        PasswordStrength.tell(password, userName::getValue);
        role = new RoleFields(account, current.get().may(Permission.MANAGE_USERS, account.id(), null));
        field("role", role.role());
        field("scope", role.scope());
        userName.focus();
        then(() -> {
            Notices.done(UI.getCurrent().getTranslation("users.added", displayName.getValue()));
            afterwards.run();
        });
    }

    @Override
    protected boolean valid() {
        return role.valid();
    }

    @Override
    protected void act() {
        users.add(
                current.get(),
                account.id(),
                new NewUser(
                        userName.getValue(),
                        displayName.getValue(),
                        email.getValue(),
                        password.getValue(),
                        role.role().getValue(),
                        role.chosenScope()));
    }
}
