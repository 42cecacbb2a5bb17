package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.alert.AlertCounts;
import org.slportal.services.alert.AlertService;
import org.slportal.services.inventory.InventoryFigures;
import org.slportal.services.live.AccountChange;
import org.slportal.services.page.BoundedCount;
import org.slportal.ui.alert.AlertText;
import org.slportal.ui.alert.PoolAlerts;
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
    private final Div summary = new Div();
    private @Nullable VirtualAccountItem pool;
    private @Nullable InventoryFigures figures;

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
        describe(found);
        add(new PoolAlerts(frame.alerts(), frame.account().get(), found.id()));
        summary.removeAll();
        summarise(actor, found);
        add(summary);
        show(actor, found, event);
    }

    /** Figures and sub-tabs, made anew only where a figure changed. */
    private void summarise(Actor actor, VirtualAccountItem found) {
        InventoryFigures now = frame.inventory().figures(actor, found.id());
        if (summary.getChildren().findAny().isPresent() && now.equals(figures)) {
            return;
        }
        figures = now;
        summary.removeAll();
        summary.add(
                new Figures()
                        .figure(t("figures.owned"), now.owned())
                        .figure(t("figures.in-use"), now.inUse())
                        .figure(t("figures.short"), -now.shortBy())
                        .figure(t("figures.expiring"), now.expiringIn90Days()),
                tabs(found, now));
    }

    @Override
    public boolean isConcernedBy(AccountChange change) {
        return pool != null && change.concerns(pool.id());
    }

    @Override
    public void refreshLive() {
        summarise(actor(), pool());
        super.refreshLive();
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
        context.add(new Span(t("inventory.people", frame.account().people(found.id()))));
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
        Map<VirtualAccountId, AlertCounts> alerts = alertsOf(others);
        others.stream()
                .limit(PoolPicker.AT_HAND)
                .forEach(other -> root.getSubMenu()
                        .addItem(
                                nameAndAlerts(other, alerts.getOrDefault(other.id(), AlertCounts.NONE)),
                                click -> open(other)));
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

    /** Of the first ones: that many fit on a screen. */
    private Map<VirtualAccountId, AlertCounts> alertsOf(List<VirtualAccountItem> others) {
        return frame.alerts()
                .alerts()
                .counts(
                        actor(),
                        pool().smartAccountId(),
                        others.stream()
                                .limit(AlertService.MAX_POOLS)
                                .map(VirtualAccountItem::id)
                                .toList());
    }

    private String nameAndAlerts(VirtualAccountItem other, AlertCounts alerts) {
        return alerts.total() == 0
                ? other.name()
                : t("alerts.of-pool", other.name(), AlertText.count(alerts.major()), AlertText.count(alerts.minor()));
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
