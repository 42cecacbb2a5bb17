package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.services.user.UserListItem;
import org.slportal.services.user.UserService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;

/** Gives a person another role, or another one where they have one already. */
class GrantRoleDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient UserService users;
    private final transient CurrentActor current;
    private final transient SmartAccountItem account;
    private final transient UserListItem user;
    private final transient ScopeFields role;

    GrantRoleDialog(
            UserService users,
            CurrentActor current,
            SmartAccountItem account,
            UserListItem user,
            VirtualAccountTree tree,
            SerializableRunnable afterwards) {
        super(
                UI.getCurrent().getTranslation("users.give-role.title", user.displayName()),
                UI.getCurrent().getTranslation("users.give-role.button"));
        this.users = users;
        this.current = current;
        this.account = account;
        this.user = user;
        role = new ScopeFields(tree, current, account.id());
        field("role", role.role());
        field("scope", role.pools());
        content(role.children());
        role.role().focus();
        then(afterwards);
    }

    @Override
    protected boolean valid() {
        return role.valid();
    }

    @Override
    protected void act() {
        users.grantAll(current.get(), account.id(), user.id(), role.role().getValue(), role.scopes());
    }
}
