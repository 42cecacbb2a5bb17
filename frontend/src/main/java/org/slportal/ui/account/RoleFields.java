package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.ui.component.RequiredSelect;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** A role and, for roles of a Virtual Account, which one. */
final class RoleFields {

    private final Select<Role> role;
    private final PoolPicker scope;

    /** @param accountWide whether roles for the whole account are offered */
    RoleFields(CurrentAccount account, boolean accountWide) {
        role = new RequiredSelect<>(UI.getCurrent().getTranslation("users.role"));
        role.setItems(Arrays.stream(Role.values())
                .filter(one -> accountWide || one.scope() == Role.Scope.VIRTUAL_ACCOUNT)
                .toList());
        role.setItemLabelGenerator(one -> role.getTranslation("role." + one.name()));
        scope = new PoolPicker(role.getTranslation("inventory.virtual-account"), account, Permission.MANAGE_USERS);
        scope.setVisible(false);
        scope.setManualValidation(true);
        role.addValueChangeListener(change -> {
            Role chosen = change.getValue();
            role.setHelperText(chosen == null ? "" : role.getTranslation("role." + chosen.name() + ".can"));
            scope.setVisible(chosen != null && chosen.scope() == Role.Scope.VIRTUAL_ACCOUNT);
        });
    }

    Select<Role> role() {
        return role;
    }

    PoolPicker scope() {
        return scope;
    }

    /** Shows the error beside the field when no role was chosen. */
    boolean valid() {
        role.setErrorMessage(role.getTranslation("error.REQUIRED"));
        role.setInvalid(role.isEmpty());
        return !role.isEmpty();
    }

    @Nullable
    VirtualAccountId chosenScope() {
        VirtualAccountItem chosen = scope.getValue();
        return scope.isVisible() && chosen != null ? chosen.id() : null;
    }
}
