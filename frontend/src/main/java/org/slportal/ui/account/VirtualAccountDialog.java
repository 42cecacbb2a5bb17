package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** Name and description of a Virtual Account, new or existing. */
class VirtualAccountDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final transient @Nullable VirtualAccountItem existing;
    private final TextField name;
    private final TextField description;
    private @Nullable ParentField parent;

    VirtualAccountDialog(
            AccountService accounts,
            VirtualAccountTree tree,
            CurrentActor current,
            SmartAccountId account,
            SerializableRunnable afterwards) {
        this(accounts, current, account, null, "account.create.title", "account.create.button", afterwards);
        parent = field("parent", new ParentField(tree, current, account));
    }

    VirtualAccountDialog(
            AccountService accounts,
            CurrentActor current,
            VirtualAccountItem existing,
            SerializableRunnable afterwards) {
        this(accounts, current, existing.smartAccountId(), existing, "account.edit.title", "act.save", afterwards);
    }

    private VirtualAccountDialog(
            AccountService accounts,
            CurrentActor current,
            SmartAccountId account,
            @Nullable VirtualAccountItem existing,
            String title,
            String button,
            SerializableRunnable afterwards) {
        super(UI.getCurrent().getTranslation(title), UI.getCurrent().getTranslation(button));
        this.accounts = accounts;
        this.current = current;
        this.account = account;
        this.existing = existing;
        name = field("name", new TextField(getTranslation("field.name")));
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        description = field("description", new TextField(getTranslation("field.description")));
        description.setManualValidation(true);
        if (existing != null) {
            name.setValue(existing.name());
            description.setValue(existing.description());
        }
        name.focus();
        then(() -> {
            Notices.done(UI.getCurrent()
                    .getTranslation("account.saved", name.getValue().strip()));
            afterwards.run();
        });
    }

    @Override
    protected void act() {
        VirtualAccountData data = new VirtualAccountData(
                name.getValue(), description.getValue(), parent == null ? null : parent.chosen());
        if (existing == null) {
            accounts.create(current.get(), account, data);
        } else {
            accounts.update(current.get(), existing.id(), data, existing.version());
        }
    }
}
