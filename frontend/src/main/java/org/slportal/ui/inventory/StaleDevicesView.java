package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.stream.Collectors;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.DeviceState;
import org.slportal.services.device.ProductInstanceFilter;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.device.StaleDevice;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.i18n.Dates;

/** Devices that have not spoken for a while, and the licences they hold meanwhile. */
@Route("inventory/:va([0-9]+)/instances/stale")
@PermitAll
public class StaleDevicesView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient ProductInstanceService devices;
    private final transient InstanceActs acts;
    private final transient Dates dates;

    public StaleDevicesView(InventoryFrame frame, ProductInstanceService devices, InstanceActs acts, Dates dates) {
        super(frame);
        this.devices = devices;
        this.acts = acts;
        this.dates = dates;
    }

    @Override
    protected Class<? extends PoolPage> tab() {
        return ProductInstancesView.class;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        Select<DeviceState> since = new Select<>();
        since.setItems(DeviceState.STALE_30, DeviceState.STALE_60, DeviceState.STALE_90);
        since.setItemLabelGenerator(state -> t("instances.state." + state.name()));
        since.setAriaLabel(t("instances.stale.since"));
        since.setValue(DeviceState.STALE_30);

        LazyGrid<StaleDevice, ProductInstanceSort> grid =
                new LazyGrid<>(ProductInstanceSort.class, ProductInstanceSort.LAST_CONTACT, true);
        grid.component(
                        t("instances.name"),
                        row -> new RouterLink(
                                row.item().name(),
                                ProductInstanceView.class,
                                InventoryNavigation.of(pool.id(), row.item().id())))
                .asShown()
                .sort(ProductInstanceSort.NAME)
                .grow();
        grid.text(t("instances.product"), row -> row.item().productName())
                .sort(ProductInstanceSort.PRODUCT)
                .secondary();
        grid.component(
                        t("instances.last-contact"),
                        row -> dates.timeWithDistance(row.item().lastContactAt()))
                .asShown()
                .sort(ProductInstanceSort.LAST_CONTACT);
        grid.text(t("instances.stale.holds"), StaleDevicesView::holds).grow().secondary();
        grid.whenEmpty(() -> new EmptyState(t("instances.stale.empty.title"), t("instances.stale.empty.advice")));
        grid.boundedSource(
                since::getValue,
                (page, chosen) -> devices.stale(actor(), pool.id(), page, chosen),
                chosen -> devices.count(actor(), pool.id(), ProductInstanceFilter.in(chosen)));
        since.addValueChangeListener(change -> grid.reload());
        Div toolbar = div("toolbar", since);
        if (acts.mayManage(pool)) {
            toolbar.add(remove(grid));
        }
        toolbar.add(new RouterLink(
                t("instances.stale.back"), ProductInstancesView.class, InventoryNavigation.of(pool.id())));
        add(new H2(t("instances.stale")), toolbar, grid);
    }

    private Button remove(LazyGrid<StaleDevice, ProductInstanceSort> grid) {
        GridMultiSelectionModel<StaleDevice> ticks = grid.ticks();
        Button remove = new Button(
                t("instances.remove-menu"),
                click -> acts.removeAll(
                        this,
                        ticks.getSelectedItems().stream().map(StaleDevice::item).toList(),
                        () -> {
                            ticks.deselectAll();
                            grid.reload();
                        }));
        remove.addThemeVariants(ButtonVariant.LUMO_ERROR);
        remove.setEnabled(false);
        ticks.addMultiSelectionListener(
                change -> remove.setEnabled(!change.getAllSelectedItems().isEmpty()));
        return remove;
    }

    private static String holds(StaleDevice row) {
        return row.holds().isEmpty()
                ? UI.getCurrent().getTranslation("instances.stale.nothing")
                : row.holds().stream()
                        .map(item -> item.license() + " × " + item.quantity())
                        .collect(Collectors.joining(", "));
    }
}
