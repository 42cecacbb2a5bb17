package org.slportal.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.ui.account.VirtualAccountsView;
import org.slportal.ui.inventory.InventoryNavigation;

/** Which Smart Account, which of its Virtual Accounts, and the way to its administration. */
class AccountSwitcher extends MenuBar {

    private static final long serialVersionUID = 1L;

    AccountSwitcher(CurrentAccount account) {
        addClassName("account-switcher");
        addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        SmartAccountItem current = account.get();
        Span label = new Span(getTranslation("shell.smart-account"));
        label.addClassName("label");
        MenuItem root = addItem(new Span(label, new Span(current.name() + " ▾")));
        SubMenu menu = root.getSubMenu();
        account.all().stream()
                .filter(other -> !other.id().equals(current.id()))
                .forEach(other -> menu.addItem(other.name() + " · " + other.domain(), click -> {
                    account.choose(other.id());
                    UI.getCurrent().getPage().setLocation("");
                }));
        List<VirtualAccountItem> pools = account.pools(Permission.VIEW, "", 0, PoolPicker.AT_HAND + 1);
        pools.stream()
                .limit(PoolPicker.AT_HAND)
                .forEach(pool -> menu.addItem(
                        pool.isDefault() ? pool.name() + " ★" : pool.name(),
                        click -> InventoryNavigation.open(pool.id())));
        if (pools.size() > PoolPicker.AT_HAND) {
            menu.addItem(
                    getTranslation("pool.find"),
                    click -> PoolPicker.dialog(account, pool -> InventoryNavigation.open(pool.id()))
                            .open());
        }
        menu.addSeparator();
        menu.addItem(
                getTranslation("shell.manage-account"), click -> UI.getCurrent().navigate(VirtualAccountsView.class));
    }
}
