package org.slportal.ui.account;

import com.vaadin.flow.component.select.Select;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.VirtualAccountItem;

/** A role and, for roles of a Virtual Account, which one. */
final class RoleFields {

    private final Select<Role> role = new Select<>();
    private final Select<VirtualAccountItem> scope = new Select<>();

    /** @param accountWide whether roles for the whole account are offered */
    RoleFields(List<VirtualAccountItem> pools, boolean accountWide) {
        role.setLabel(role.getTranslation("users.role"));
        role.setItems(Arrays.stream(Role.values())
                .filter(one -> accountWide || one.scope() == Role.Scope.VIRTUAL_ACCOUNT)
                .toList());
        role.setItemLabelGenerator(one -> role.getTranslation("role." + one.name()));
        role.setRequiredIndicatorVisible(true);
        role.setManualValidation(true);
        scope.setLabel(scope.getTranslation("inventory.virtual-account"));
        scope.setItems(pools);
        scope.setItemLabelGenerator(VirtualAccountItem::name);
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

    Select<VirtualAccountItem> scope() {
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
