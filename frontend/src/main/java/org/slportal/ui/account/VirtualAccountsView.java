package org.slportal.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.account.VirtualAccountRow;
import org.slportal.services.account.VirtualAccountSort;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.services.tag.TagService;
import org.slportal.services.user.UserService;
import org.slportal.services.user.VirtualAccountCreation;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.component.Tagged;
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

    private final transient VirtualAccountTree tree;
    private final transient TagService tags;

    private final transient VirtualAccountCreation creation;
    private final transient UserService users;

    public VirtualAccountsView(
            AccountService accounts,
            VirtualAccountTree tree,
            TagService tags,
            VirtualAccountCreation creation,
            UserService users,
            CurrentActor current,
            CurrentAccount account) {
        this.tree = tree;
        this.tags = tags;
        this.creation = creation;
        this.users = users;
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
        frame(here, current.get());
        if (manages) {
            Button create = new Button(
                    t("account.new"),
                    click -> new NewVirtualAccountDialog(creation, tree, users, current, here.id(), this::refresh)
                            .open());
            create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            header().actions(create);
        } else {
            header().actions();
        }
        TextField search = new TextField();
        search.setPlaceholder(t("account.search"));
        search.setAriaLabel(t("account.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        LazyGrid<Tagged<VirtualAccountRow>, VirtualAccountSort> grid =
                new LazyGrid<>(VirtualAccountSort.class, VirtualAccountSort.PATH, true);
        grid.component(t("field.name"), this::name)
                .asShown()
                .sort(VirtualAccountSort.PATH)
                .grow();
        grid.text(t("field.description"), row -> row.item().description())
                .secondary()
                .grow();
        grid.number(t("account.people"), row -> row.item().people(), false).secondary();
        if (manages) {
            grid.component(t("grid.actions"), row -> menu(here, row.item())).fixed();
        }
        grid.boundedSource(
                search::getValue,
                (page, chosen) -> withTags(here, tree.list(current.get(), here.id(), page, chosen)),
                chosen -> tree.count(current.get(), here.id(), chosen));
        search.addValueChangeListener(change -> grid.reload());
        add(div("toolbar", search), grid);
    }

    /** One query for the page. */
    private List<Tagged<VirtualAccountRow>> withTags(SmartAccountItem here, List<VirtualAccountRow> rows) {
        return Tagged.of(
                rows,
                VirtualAccountRow::id,
                tags.ofVirtualAccounts(
                        current.get(),
                        here.id(),
                        rows.stream().map(VirtualAccountRow::id).toList()));
    }

    /** Those above it stand before its name: a row says where it lies, whatever the order. */
    private Span name(Tagged<VirtualAccountRow> row) {
        VirtualAccountRow pool = row.item();
        Span name = new Span();
        if (!pool.above().isEmpty()) {
            Span above = new Span(String.join(VirtualAccountRow.SEPARATOR, pool.above()) + VirtualAccountRow.SEPARATOR);
            above.addClassName("muted");
            name.add(above);
        }
        name.add(new RouterLink(pool.name(), LicensesView.class, InventoryNavigation.of(pool.id())));
        if (pool.isDefault()) {
            name.add(new Span(" "), new Pill(Pill.Tone.NEUTRAL, t("inventory.default")));
        }
        row.pills().forEach(tag -> name.add(new Span(" "), tag));
        return name;
    }

    private RowMenu menu(SmartAccountItem here, VirtualAccountRow pool) {
        RowMenu menu = new RowMenu(pool.name());
        menu.item(t("act.edit"), () -> {
            VirtualAccountItem item = accounts.virtualAccount(current.get(), pool.id());
            new VirtualAccountDialog(accounts, current, item, this::refresh).open();
        });
        menu.item(
                t("tags.of-pool.open"),
                () -> new VirtualAccountTagsDialog(tags, current, here.id(), pool, this::refresh).open());
        menu.item(
                t("account.move"),
                () -> new MoveVirtualAccountDialog(tree, current, here.id(), pool, this::refresh).open());
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
