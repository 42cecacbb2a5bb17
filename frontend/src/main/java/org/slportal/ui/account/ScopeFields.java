package org.slportal.ui.account;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.select.Select;
import java.util.Arrays;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.VirtualAccountChoice;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.services.user.GrantScope;
import org.slportal.ui.component.RequiredSelect;
import org.slportal.ui.security.CurrentActor;

/** A role and, for roles of Virtual Accounts, in which of them: each alone or with what lies below it. */
final class ScopeFields {

    private final Select<Role> role;
    private final MultiSelectComboBox<VirtualAccountChoice> pools = new MultiSelectComboBox<>();
    private final Checkbox children = new Checkbox();

    ScopeFields(VirtualAccountTree tree, CurrentActor current, SmartAccountId account) {
        boolean accountWide = current.get().may(Permission.MANAGE_USERS, account, null);
        role = new RequiredSelect<>(pools.getTranslation("users.role"));
        role.setItems(Arrays.stream(Role.values())
                .filter(one -> accountWide || one.scope() == Role.Scope.VIRTUAL_ACCOUNT)
                .toList());
        role.setItemLabelGenerator(one -> role.getTranslation("role." + one.name()));
        pools.setLabel(pools.getTranslation("account.virtual-accounts"));
        pools.setItemLabelGenerator(VirtualAccountChoice::path);
        pools.setItems(query -> tree
                .choices(
                        current.get(),
                        account,
                        Permission.MANAGE_USERS,
                        query.getFilter().orElse(""),
                        query.getOffset(),
                        query.getLimit())
                .stream());
        pools.setManualValidation(true);
        pools.setVisible(false);
        children.setLabel(children.getTranslation("users.children"));
        children.setVisible(false);
        role.addValueChangeListener(change -> {
            Role chosen = change.getValue();
            boolean limited = chosen != null && chosen.scope() == Role.Scope.VIRTUAL_ACCOUNT;
            role.setHelperText(chosen == null ? "" : role.getTranslation("role." + chosen.name() + ".can"));
            pools.setVisible(limited);
            children.setVisible(limited);
        });
    }

    Select<Role> role() {
        return role;
    }

    MultiSelectComboBox<VirtualAccountChoice> pools() {
        return pools;
    }

    Checkbox children() {
        return children;
    }

    /** Shows the error beside the field when no role was chosen. */
    boolean valid() {
        role.setErrorMessage(role.getTranslation("error.REQUIRED"));
        role.setInvalid(role.isEmpty());
        return !role.isEmpty();
    }

    /** Empty when a role of Virtual Accounts has none chosen: the service says so. */
    List<GrantScope> scopes() {
        return pools.isVisible()
                ? pools.getSelectedItems().stream()
                        .map(pool -> new GrantScope(pool.id(), children.getValue()))
                        .toList()
                : List.of(GrantScope.WHOLE_ACCOUNT);
    }
}
