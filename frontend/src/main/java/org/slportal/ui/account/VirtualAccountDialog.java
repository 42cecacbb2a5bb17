package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** Name and description of a Virtual Account. */
class VirtualAccountDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final transient CurrentActor current;
    private final transient VirtualAccountItem existing;
    private final TextField name;
    private final TextField description;

    VirtualAccountDialog(
            AccountService accounts,
            CurrentActor current,
            VirtualAccountItem existing,
            SerializableRunnable afterwards) {
        super(
                UI.getCurrent().getTranslation("account.edit.title"),
                UI.getCurrent().getTranslation("act.save"));
        this.accounts = accounts;
        this.current = current;
        this.existing = existing;
        name = field("name", new TextField(getTranslation("field.name")));
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setValue(existing.name());
        description = field("description", new TextField(getTranslation("field.description")));
        description.setManualValidation(true);
        description.setValue(existing.description());
        name.focus();
        then(() -> {
            Notices.done(UI.getCurrent()
                    .getTranslation("account.saved", name.getValue().strip()));
            afterwards.run();
        });
    }

    @Override
    protected void act() {
        accounts.update(
                current.get(),
                existing.id(),
                new VirtualAccountData(name.getValue(), description.getValue()),
                existing.version());
    }
}
