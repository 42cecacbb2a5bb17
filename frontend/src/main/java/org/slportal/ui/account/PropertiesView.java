package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.AccountProperties;
import org.slportal.services.account.AccountService;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The Smart Account's own attributes. */
@Route("account/properties")
@PermitAll
public class PropertiesView extends AccountPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public PropertiesView(AccountService accounts, CurrentActor current, CurrentAccount account, Dates dates) {
        this.accounts = accounts;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        refresh();
    }

    private void refresh() {
        AccountProperties found = accounts.properties(current.get(), account.id());
        frame(account.get(), current.get());
        header().actions();
        if (current.get().may(Permission.MANAGE_VIRTUAL_ACCOUNTS, found.id(), null)) {
            Button rename = new Button(
                    t("account.rename"), click -> new Rename(accounts, current, found, this::refresh).open());
            rename.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            header().actions(rename);
        }
        add(div(
                "card",
                new Facts()
                        .fact(t("field.name"), found.name())
                        .identifier(t("setup.domain"), found.domain())
                        .fact(t("account.type"), t(found.holding() ? "account.type.holding" : "account.type.customer"))
                        .fact(
                                t("account.status"),
                                t(found.active() ? "account.status.active" : "account.status.suspended"))
                        .fact(t("account.export"), t(found.exportPermitted() ? "export.allowed" : "export.not-allowed"))
                        .fact(t("account.created"), dates.timeWithDistance(found.createdAt()))));
    }

    /** A new name; the domain identifier stays. */
    private static final class Rename extends FormDialog {

        private static final long serialVersionUID = 1L;

        private final transient AccountService accounts;
        private final transient CurrentActor current;
        private final transient AccountProperties found;
        private final TextField name;

        Rename(
                AccountService accounts,
                CurrentActor current,
                AccountProperties found,
                SerializableRunnable afterwards) {
            super(
                    UI.getCurrent().getTranslation("account.rename.title"),
                    UI.getCurrent().getTranslation("act.save"));
            this.accounts = accounts;
            this.current = current;
            this.found = found;
            name = field("name", new TextField(getTranslation("field.name")));
            name.setRequiredIndicatorVisible(true);
            name.setManualValidation(true);
            name.setValue(found.name());
            name.focus();
            then(afterwards);
        }

        @Override
        protected void act() {
            accounts.rename(current.get(), found.id(), name.getValue(), found.version());
        }
    }
}
