package org.slportal.ui.account;

import com.vaadin.flow.component.combobox.ComboBox;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.VirtualAccountChoice;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.ui.security.CurrentActor;

/** Which Virtual Account another one lies below; read page by page as the reader types. */
final class ParentField extends ComboBox<VirtualAccountChoice> {

    private static final long serialVersionUID = 1L;

    ParentField(VirtualAccountTree tree, CurrentActor current, SmartAccountId account) {
        super(com.vaadin.flow.component.UI.getCurrent().getTranslation("account.parent"));
        setItemLabelGenerator(VirtualAccountChoice::path);
        setItems(query -> tree
                .choices(
                        current.get(),
                        account,
                        Permission.VIEW,
                        query.getFilter().orElse(""),
                        query.getOffset(),
                        query.getLimit())
                .stream());
        setHelperText(getTranslation("account.parent.hint", VirtualAccountTree.MAX_DEPTH));
        setClearButtonVisible(true);
        setManualValidation(true);
    }

    @Nullable
    VirtualAccountId chosen() {
        VirtualAccountChoice chosen = getValue();
        return chosen == null ? null : chosen.id();
    }
}
