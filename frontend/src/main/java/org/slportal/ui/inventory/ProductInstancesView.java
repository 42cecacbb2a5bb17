package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.token.GeneralView;

/** The devices registered to a Virtual Account. */
@Route("inventory/:va([0-9]+)/instances")
@PermitAll
public class ProductInstancesView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient ProductInstanceService devices;
    private final transient Dates dates;

    public ProductInstancesView(InventoryFrame frame, ProductInstanceService devices, Dates dates) {
        super(frame);
        this.devices = devices;
        this.dates = dates;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        TextField search = new TextField();
        search.setPlaceholder(t("instances.search"));
        search.setAriaLabel(t("instances.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        event.getLocation().getQueryParameters().getSingleParameter("q").ifPresent(search::setValue);

        LazyGrid<ProductInstanceListItem, ProductInstanceSort> grid =
                new LazyGrid<>(ProductInstanceSort.class, ProductInstanceSort.NAME, true);
        grid.component(t("instances.name"), row -> link(pool, row))
                .sort(ProductInstanceSort.NAME)
                .grow();
        grid.text(t("instances.product"), ProductInstanceListItem::productName)
                .sort(ProductInstanceSort.PRODUCT)
                .secondary();
        grid.text(t("instances.pid"), row -> row.udi().pid()).identifier().secondary();
        grid.text(t("instances.serial"), row -> row.udi().serialNumber())
                .identifier()
                .secondary();
        grid.component(t("instances.last-contact"), row -> dates.timeWithDistance(row.lastContactAt()))
                .sort(ProductInstanceSort.LAST_CONTACT);
        grid.number(t("instances.licenses-in-use"), ProductInstanceListItem::licensesInUse, false)
                .secondary();
        grid.component(t("instances.status"), row -> Statuses.pill(this, row.status()))
                .width("180px")
                .secondary();
        grid.component(t("grid.actions"), row -> menu(pool, row, grid)).fixed().secondary();
        grid.whenEmpty(() -> search.isEmpty() ? empty(pool) : null);
        grid.boundedSource(
                page -> devices.list(actor(), pool.id(), page, search.getValue().strip()),
                () -> devices.countBounded(actor(), pool.id(), search.getValue().strip()));
        search.addValueChangeListener(change -> grid.reload());
        add(div("toolbar", search), grid);
    }

    private Component link(VirtualAccountItem pool, ProductInstanceListItem row) {
        return new RouterLink(row.name(), ProductInstanceView.class, InventoryNavigation.of(pool.id(), row.id()));
    }

    private Component menu(VirtualAccountItem pool, ProductInstanceListItem row, LazyGrid<?, ?> grid) {
        RowMenu menu = new RowMenu(row.name());
        menu.item(
                t("licenses.details"),
                () -> UI.getCurrent().navigate(ProductInstanceView.class, InventoryNavigation.of(pool.id(), row.id())));
        if (actor().may(Permission.MANAGE_PRODUCT_INSTANCES, pool.smartAccountId(), pool.id())) {
            menu.item(
                    t("instances.remove-menu"),
                    () -> new RemoveProductInstance(devices, frame().current(), row, grid::reload).open());
        }
        return menu;
    }

    private Component empty(VirtualAccountItem pool) {
        return new EmptyState(
                t("instances.empty.title"),
                t("instances.empty.advice"),
                new Span(new RouterLink(
                        t("instances.empty.link"), GeneralView.class, InventoryNavigation.of(pool.id()))));
    }
}
