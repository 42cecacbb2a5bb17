package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.domain.access.Permission;
import org.slportal.services.access.Actor;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SubTabs;

/** Manage account: Virtual Accounts, users. */
abstract class AccountPage extends Page {

    private static final long serialVersionUID = 1L;

    /** Of the tabs those the reader may open. */
    protected final void frame(SmartAccountItem account, Actor reader) {
        clear();
        header().title(account.name()).context(t("shell.smart-account"), account.domain());
        SubTabs tabs = new SubTabs(t("shell.manage-account"));
        boolean looks = reader.mayAnywhere(Permission.VIEW, account.id());
        boolean managesPeople = reader.may(Permission.MANAGE_USERS, account.id(), null);
        tab(tabs, true, "account.properties", PropertiesView.class);
        tab(tabs, looks, "account.virtual-accounts", VirtualAccountsView.class);
        tab(tabs, reader.mayAnywhere(Permission.MANAGE_USERS, account.id()), "account.users", UsersView.class);
        tab(tabs, managesPeople, "account.sign-in", SignInPolicyView.class);
        tab(tabs, looks, "tags.title", TagsView.class);
        tab(tabs, managesPeople, "account.requests", RequestsView.class);
        tab(tabs, true, "account.agreements", AgreementsView.class);
        tab(tabs, looks, "account.events", AccountEventsView.class);
        add(tabs);
    }

    private void tab(SubTabs tabs, boolean open, String key, Class<? extends Component> target) {
        if (open) {
            tabs.tab(t(key), "", target, RouteParameters.empty(), getClass() == target);
        }
    }
}
