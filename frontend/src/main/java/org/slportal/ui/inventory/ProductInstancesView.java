package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Set;
import org.slportal.domain.device.Udi;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.DeviceSearch;
import org.slportal.services.device.DeviceState;
import org.slportal.services.device.PendingReplacement;
import org.slportal.services.device.ProductInstanceFilter;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.token.GeneralView;

/** The devices registered to a Virtual Account. */
@Route("inventory/:va([0-9]+)/instances")
@PermitAll
public class ProductInstancesView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient ProductInstanceService devices;
    private final transient InstanceActs acts;
    private final transient ReservationListing reservations;
    private final transient Dates dates;

    /** Devices of the page that was read last. */
    private transient Set<Udi> reserved = Set.of();

    public ProductInstancesView(
            InventoryFrame frame,
            ProductInstanceService devices,
            InstanceActs acts,
            ReservationListing reservations,
            Dates dates) {
        super(frame);
        this.devices = devices;
        this.reservations = reservations;
        this.acts = acts;
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
        Select<DeviceSearch> where = new Select<>();
        where.setItems(DeviceSearch.values());
        where.setItemLabelGenerator(place -> t("instances.search." + place.name()));
        where.setAriaLabel(t("instances.search.where"));
        where.setValue(DeviceSearch.ANYWHERE);
        Select<DeviceState> state = new Select<>();
        state.setItems(DeviceState.values());
        state.setItemLabelGenerator(one -> one == null ? t("instances.state.all") : t("instances.state." + one.name()));
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption(t("instances.state.all"));
        state.setPlaceholder(t("instances.state.all"));
        state.setAriaLabel(t("instances.state"));

        LazyGrid<ProductInstanceListItem, ProductInstanceSort> grid =
                new LazyGrid<>(ProductInstanceSort.class, ProductInstanceSort.NAME, true);
        grid.component(t("instances.name"), row -> name(pool, row))
                .asShown()
                .sort(ProductInstanceSort.NAME)
                .grow();
        grid.text(t("instances.product"), ProductInstanceListItem::productName)
                .sort(ProductInstanceSort.PRODUCT)
                // With the others no wider than a screen of 1280 pixels: the actions must not be cut off.
                .width("140px")
                .secondary();
        grid.text(t("instances.pid"), row -> row.udi().pid()).identifier().secondary();
        grid.text(t("instances.serial"), row -> row.udi().serialNumber())
                .identifier()
                .secondary();
        grid.component(t("instances.last-contact"), row -> dates.timeWithDistance(row.lastContactAt()))
                .asShown()
                .sort(ProductInstanceSort.LAST_CONTACT);
        grid.number(t("instances.licenses-in-use"), ProductInstanceListItem::licensesInUse, false)
                .secondary();
        grid.component(t("tab.alerts"), this::alert).asShown().width("130px").secondary();
        grid.component(t("instances.status"), row -> Statuses.pill(this, row.status()))
                .asShown()
                .width("150px")
                .secondary();
        grid.component(t("grid.actions"), row -> menu(pool, row, grid)).fixed().secondary();
        grid.whenEmpty(() -> search.isEmpty() && state.isEmpty() ? empty(pool) : null);
        grid.boundedSource(
                () -> filter(search, where, state),
                (page, chosen) -> withReservations(pool, devices.list(actor(), pool.id(), page, chosen)),
                chosen -> devices.count(actor(), pool.id(), chosen));
        search.addValueChangeListener(change -> grid.reload());
        where.addValueChangeListener(change -> grid.reload());
        state.addValueChangeListener(change -> grid.reload());
        Div toolbar = div("toolbar", search, where, state);
        if (acts.mayManage(pool)) {
            toolbar.add(bulk(pool, grid));
        }
        toolbar.add(
                new RouterLink(t("instances.stale.link"), StaleDevicesView.class, InventoryNavigation.of(pool.id())));
        add(waiting(actor, pool), toolbar, grid);
    }

    private static ProductInstanceFilter filter(
            TextField search, Select<DeviceSearch> where, Select<DeviceState> state) {
        DeviceSearch place = where.getValue();
        return new ProductInstanceFilter(
                search.getValue().strip(), place == null ? DeviceSearch.ANYWHERE : place, state.getValue());
    }

    /** Acts on what is ticked. */
    private Component bulk(VirtualAccountItem pool, LazyGrid<ProductInstanceListItem, ProductInstanceSort> grid) {
        GridMultiSelectionModel<ProductInstanceListItem> ticks = grid.ticks();
        Runnable done = () -> {
            ticks.deselectAll();
            grid.reload();
        };
        Button transfer = new Button(
                t("instances.transfer-menu"),
                click -> acts.transfer(pool, List.copyOf(ticks.getSelectedItems()), done::run));
        Button remove = new Button(
                t("instances.remove-menu"),
                click -> acts.removeAll(this, List.copyOf(ticks.getSelectedItems()), done::run));
        boolean elsewhere = acts.hasTargets(pool);
        transfer.setEnabled(false);
        remove.setEnabled(false);
        ticks.addMultiSelectionListener(change -> {
            boolean some = !change.getAllSelectedItems().isEmpty();
            transfer.setEnabled(some && elsewhere);
            remove.setEnabled(some);
        });
        return div("toolbar", transfer, remove);
    }

    /** Failed devices whose replacement has not registered yet. */
    private Component waiting(Actor actor, VirtualAccountItem pool) {
        List<PendingReplacement> pending = acts.replacements().pending(actor, pool.id());
        Div place = new Div();
        if (pending.isEmpty()) {
            place.setVisible(false);
            return place;
        }
        place.addClassName("card");
        Table table = new Table()
                .head(t("instances.replace.failed"))
                .head(t("instances.replace.by"))
                .wideHead(t("instances.replace.token"))
                .wideHead(t("field.date"))
                .head(t("grid.actions"));
        pending.forEach(one -> table.row(List.of(
                new Span(new RouterLink(
                        one.deviceName(), ProductInstanceView.class, InventoryNavigation.of(pool.id(), one.device()))),
                Table.mono(one.replacement().asCli()),
                Table.wide(new Span(t(one.anyToken() ? "instances.replace.token-any" : "instances.replace.token-own"))),
                Table.wide(new Span(dates.time(one.requestedAt()))),
                cancel(pool, one))));
        place.add(new com.vaadin.flow.component.html.H2(t("instances.replace.pending")), table);
        return place;
    }

    private Span cancel(VirtualAccountItem pool, PendingReplacement one) {
        if (!acts.mayManage(pool)) {
            return new Span();
        }
        Button cancel = new Button(t("instances.replace.cancel"), click -> {
            if (Notices.attempt(this, () -> acts.replacements().cancel(actor(), one.id()))) {
                UI.getCurrent().navigate(ProductInstancesView.class, InventoryNavigation.of(pool.id()));
            }
        });
        cancel.setAriaLabel(t("instances.replace.cancel-of", one.deviceName()));
        return new Span(cancel);
    }

    private Component name(VirtualAccountItem pool, ProductInstanceListItem row) {
        Span name = new Span(
                new RouterLink(row.name(), ProductInstanceView.class, InventoryNavigation.of(pool.id(), row.id())));
        if (row.members() > 1) {
            Span mark = new Span(" " + t("instances.stack", row.members()));
            mark.addClassName("muted");
            name.add(mark);
        }
        if (reserved.contains(row.udi())) {
            Span mark = new Span(" " + t("instances.reserved"));
            mark.addClassName("muted");
            name.add(mark);
        }
        return name;
    }

    /** One query for the page. */
    private List<ProductInstanceListItem> withReservations(
            VirtualAccountItem pool, List<ProductInstanceListItem> rows) {
        reserved = reservations.reserved(
                actor(),
                pool.id(),
                rows.stream().map(ProductInstanceListItem::udi).toList());
        return rows;
    }

    private Component alert(ProductInstanceListItem row) {
        String code = row.alert();
        return code == null ? new Span("—") : new Span(t("alert." + code + ".label"));
    }

    private Component menu(VirtualAccountItem pool, ProductInstanceListItem row, LazyGrid<?, ?> grid) {
        RowMenu menu = new RowMenu(row.name());
        menu.item(
                t("licenses.details"),
                () -> UI.getCurrent().navigate(ProductInstanceView.class, InventoryNavigation.of(pool.id(), row.id())));
        if (acts.mayManage(pool)) {
            if (acts.hasTargets(pool)) {
                menu.item(t("instances.transfer-menu"), () -> acts.transfer(pool, List.of(row), grid::reload));
            }
            menu.item(
                    t("instances.replace-menu"),
                    () -> acts.replace(
                            row,
                            () -> UI.getCurrent()
                                    .navigate(ProductInstancesView.class, InventoryNavigation.of(pool.id()))));
            menu.item(t("instances.remove-menu"), () -> acts.remove(this, row, grid::reload));
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
