package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SubTabs;

/** Manage account: Virtual Accounts, users. */
abstract class AccountPage extends Page {

    private static final long serialVersionUID = 1L;

    protected final void frame(SmartAccountItem account) {
        clear();
        header().title(account.name()).context(t("shell.smart-account"), account.domain());
        SubTabs tabs = new SubTabs(t("shell.manage-account"));
        tab(tabs, "account.properties", PropertiesView.class);
        tab(tabs, "account.virtual-accounts", VirtualAccountsView.class);
        tab(tabs, "account.users", UsersView.class);
        tab(tabs, "account.sign-in", SignInPolicyView.class);
        tab(tabs, "tags.title", TagsView.class);
        tab(tabs, "account.requests", RequestsView.class);
        tab(tabs, "account.agreements", AgreementsView.class);
        tab(tabs, "account.events", AccountEventsView.class);
        add(tabs);
    }

    private void tab(SubTabs tabs, String key, Class<? extends Component> target) {
        tabs.tab(t(key), "", target, RouteParameters.empty(), getClass() == target);
    }
}
