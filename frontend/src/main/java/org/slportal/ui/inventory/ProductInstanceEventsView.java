package org.slportal.ui.inventory;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.ProductInstanceDetail;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventService;
import org.slportal.ui.activity.EventLog;
import org.slportal.ui.i18n.Dates;

/** What happened to one product instance, in this Virtual Account and those the reader can see of the ones before. */
@Route("inventory/:va([0-9]+)/instances/:device([0-9]+)/events")
@PermitAll
public class ProductInstanceEventsView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient ProductInstanceService devices;
    private final transient EventService events;
    private final transient Dates dates;

    public ProductInstanceEventsView(
            InventoryFrame frame, ProductInstanceService devices, EventService events, Dates dates) {
        super(frame);
        this.devices = devices;
        this.events = events;
        this.dates = dates;
    }

    @Override
    protected Class<? extends PoolPage> tab() {
        return ProductInstancesView.class;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        var id = new ProductInstanceId(InventoryNavigation.id(event.getRouteParameters(), InventoryNavigation.DEVICE));
        ProductInstanceDetail detail = devices.detail(actor, id);
        if (!detail.item().virtualAccountId().equals(pool.id())) {
            throw PortalException.notFound();
        }
        header().title(detail.item().name()).context(detail.item().productName(), pool.name());
        add(InstanceTabs.of(this, pool.id(), id, ProductInstanceEventsView.class));
        add(EventLog.ofDevice(events, frame().current(), dates, pool.smartAccountId(), detail.piid()));
    }
}
