package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.InventoryFigures;
import org.slportal.services.page.BoundedCount;
import org.slportal.ui.component.Figures;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SubTabs;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.shell.PoolPicker;
import org.slportal.ui.token.CreateTokenDialog;
import org.slportal.ui.token.GeneralView;

/** The frame around the inventory of one Virtual Account: name, figures, sub-tabs. */
public abstract class PoolPage extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient InventoryFrame frame;
    private @Nullable VirtualAccountItem pool;

    protected PoolPage(InventoryFrame frame) {
        this.frame = frame;
    }

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        Actor actor = actor();
        var id = new VirtualAccountId(InventoryNavigation.id(event.getRouteParameters(), InventoryNavigation.VA));
        VirtualAccountItem found = frame.accounts().virtualAccount(actor, id);
        pool = found;
        frame.account().visited(found);
        clear();
        InventoryFigures figures = frame.inventory().figures(actor, found.id());
        describe(found);
        add(new Figures()
                .figure(t("figures.owned"), figures.owned())
                .figure(t("figures.in-use"), figures.inUse())
                .figure(t("figures.short"), -figures.shortBy())
                .figure(t("figures.expiring"), figures.expiringIn90Days()));
        add(tabs(found, figures));
        show(actor, found, event);
    }

    /** Adds what stands below the sub-tabs. */
    protected abstract void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event);

    private void describe(VirtualAccountItem found) {
        header().title(found.name());
        List<Component> context = new ArrayList<>();
        context.add(new Span(t("inventory.virtual-account")));
        if (found.isDefault()) {
            context.add(new Span(t("inventory.default")));
        }
        context.add(new Span(t("inventory.people", found.people())));
        header().context(context.toArray(Component[]::new));
        List<VirtualAccountItem> others = frame.account().pools(Permission.VIEW, "", 0, PoolPicker.AT_HAND + 2).stream()
                .filter(other -> !other.id().equals(found.id()))
                .toList();
        List<Component> actions = new ArrayList<>();
        if (!others.isEmpty()) {
            actions.add(switcher(others));
        }
        if (actor().may(Permission.MANAGE_TOKENS, found.smartAccountId(), found.id())) {
            Button create = new Button(t("token.new"), click -> newToken());
            create.setId(CreateTokenDialog.OPENER);
            create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            actions.add(create);
        }
        header().actions(actions.toArray(Component[]::new));
    }

    private Component switcher(List<VirtualAccountItem> others) {
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        var root = menu.addItem(t("inventory.switch") + " ▾");
        others.stream()
                .limit(PoolPicker.AT_HAND)
                .forEach(other -> root.getSubMenu().addItem(other.name(), click -> open(other)));
        if (others.size() > PoolPicker.AT_HAND) {
            root.getSubMenu()
                    .addItem(
                            t("pool.find"),
                            click -> PoolPicker.dialog(frame.account(), this::open)
                                    .open());
        }
        return menu;
    }

    private void open(VirtualAccountItem other) {
        UI.getCurrent().navigate(tab(), InventoryNavigation.of(other.id()));
    }

    private void newToken() {
        var here = pool();
        frame.openTokenDialog(
                here, () -> UI.getCurrent().navigate(GeneralView.class, InventoryNavigation.of(here.id())));
    }

    private Component tabs(VirtualAccountItem found, InventoryFigures figures) {
        var parameters = InventoryNavigation.of(found.id());
        return new SubTabs(t("tab.inventory"))
                .tab(t("inventory.general"), "", GeneralView.class, parameters, tab() == GeneralView.class)
                .tab(t("inventory.licenses"), "", LicensesView.class, parameters, tab() == LicensesView.class)
                .tab(
                        t("inventory.instances"),
                        bounded(figures.productInstances()),
                        ProductInstancesView.class,
                        parameters,
                        tab() == ProductInstancesView.class)
                .tab(t("inventory.events"), "", PoolEventsView.class, parameters, tab() == PoolEventsView.class);
    }

    private static String bounded(long counted) {
        return counted > BoundedCount.LIMIT ? Numbers.plain(BoundedCount.LIMIT) + "+" : Numbers.plain(counted);
    }

    /** The sub-tab this page belongs to. */
    protected Class<? extends PoolPage> tab() {
        return getClass();
    }

    protected final VirtualAccountItem pool() {
        if (pool == null) {
            throw new IllegalStateException("Asked before the page was entered");
        }
        return pool;
    }

    protected final InventoryFrame frame() {
        return frame;
    }

    protected final Actor actor() {
        return frame.current().get();
    }
}
