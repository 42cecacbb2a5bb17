package org.slportal.ui.inventory;

import com.vaadin.flow.router.BeforeEnterEvent;
import org.slportal.domain.id.LicenseId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.ui.component.SubTabs;

/** What the pages of one licence of a Virtual Account have in common: its name and their tabs. */
abstract class LicensePage extends PoolPage {

    private static final long serialVersionUID = 1L;

    LicensePage(InventoryFrame frame) {
        super(frame);
    }

    @Override
    protected final Class<? extends PoolPage> tab() {
        return LicensesView.class;
    }

    @Override
    protected final void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        LicenseId id = new LicenseId(InventoryNavigation.id(event.getRouteParameters(), InventoryNavigation.LICENSE));
        LicenseListItem license = frame().inventory().license(actor, pool.id(), id);
        header().title(license.name()).context(t("licenses.license"), pool.name());
        add(tabs(pool, id));
        show(actor, pool, license);
    }

    /** Adds what stands below the tabs. */
    abstract void show(Actor actor, VirtualAccountItem pool, LicenseListItem license);

    private SubTabs tabs(VirtualAccountItem pool, LicenseId license) {
        SubTabs tabs = new SubTabs(t("license.tabs"));
        tab(tabs, "license.overview", LicenseView.class, pool, license);
        tab(tabs, "inventory.instances", LicenseInstancesView.class, pool, license);
        tab(tabs, "inventory.events", LicenseEventsView.class, pool, license);
        tab(tabs, "license.transactions", LicenseTransactionsView.class, pool, license);
        return tabs;
    }

    private void tab(
            SubTabs tabs, String name, Class<? extends LicensePage> page, VirtualAccountItem pool, LicenseId license) {
        tabs.tab(t(name), "", page, InventoryNavigation.of(pool.id(), license), getClass() == page);
    }
}
