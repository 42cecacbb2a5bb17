package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The Virtual Accounts of the Smart Account: create, edit, make default, delete. */
@Route("account/virtual-accounts")
@RouteAlias("account")
@PermitAll
public class VirtualAccountsView extends AccountPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    public VirtualAccountsView(AccountService accounts, CurrentActor current, CurrentAccount account) {
        this.accounts = accounts;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        refresh();
    }

    private void refresh() {
        SmartAccountItem here = account.get();
        boolean manages = current.get().may(Permission.MANAGE_VIRTUAL_ACCOUNTS, here.id(), null);
        frame(here);
        if (manages) {
            Button create = new Button(
                    t("account.new"),
                    click -> new VirtualAccountDialog(accounts, current, here.id(), this::refresh).open());
            create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            header().actions(create);
        } else {
            header().actions();
        }
        Table table = new Table()
                .head(t("field.name"))
                .wideHead(t("field.description"))
                .numberHead(t("account.people"))
                .numberHead(t("grid.actions"));
        List<VirtualAccountItem> pools = account.pools();
        pools.forEach(pool -> table.row(row(pool, manages)));
        Span count = new Span(t("grid.count", pools.size(), Numbers.plain(pools.size())));
        count.addClassName("grid-foot");
        add(div("grid-frame", div("card flush", table), count));
    }

    private List<Component> row(VirtualAccountItem pool, boolean manages) {
        List<Component> cells = new ArrayList<>();
        Span name = new Span(new RouterLink(pool.name(), LicensesView.class, InventoryNavigation.of(pool.id())));
        if (pool.isDefault()) {
            name.add(new Span(" "), new Pill(Pill.Tone.NEUTRAL, t("inventory.default")));
        }
        cells.add(name);
        cells.add(Table.wide(new Span(pool.description())));
        cells.add(Table.number(Numbers.plain(pool.people())));
        Span menu = Table.number("");
        if (manages) {
            menu.add(menu(pool));
        }
        cells.add(menu);
        return cells;
    }

    private RowMenu menu(VirtualAccountItem pool) {
        RowMenu menu = new RowMenu(pool.name());
        menu.item(t("act.edit"), () -> new VirtualAccountDialog(accounts, current, pool, this::refresh).open());
        if (!pool.isDefault()) {
            menu.item(t("account.make-default"), () -> {
                if (Notices.attempt(this, () -> accounts.makeDefault(current.get(), pool.id()))) {
                    Notices.done(t("account.is-default", pool.name()));
                    refresh();
                }
            });
            menu.item(
                    t("act.delete-menu"),
                    () -> new Confirm(
                                    t("account.delete.title"),
                                    t("account.delete.consequence", pool.name()),
                                    t("account.delete.button", pool.name()),
                                    () -> accounts.delete(current.get(), pool.id()))
                            .then(() -> {
                                Notices.done(t("account.deleted", pool.name()));
                                refresh();
                            })
                            .open());
        }
        return menu;
    }
}
