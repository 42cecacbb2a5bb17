package org.slportal.ui.inventory;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.event.EventService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.page.PageQuery;
import org.slportal.ui.activity.EventLog;
import org.slportal.ui.i18n.Dates;

/** What happened in one Virtual Account. */
@Route("inventory/:va([0-9]+)/events")
@PermitAll
public class PoolEventsView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient EventService events;
    private final transient ProductInstanceService devices;
    private final transient Dates dates;

    public PoolEventsView(InventoryFrame frame, EventService events, ProductInstanceService devices, Dates dates) {
        super(frame);
        this.devices = devices;
        this.events = events;
        this.dates = dates;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        EventLog log = new EventLog(events, frame().current(), dates, pool.smartAccountId(), pool.id());
        ComboBox<LicenseListItem> license = picker("events.license");
        license.setItemLabelGenerator(LicenseListItem::name);
        license.setItems(query -> frame()
                .inventory()
                .licenses(
                        actor(),
                        pool.id(),
                        new PageQuery<>(query.getOffset(), query.getLimit(), LicenseSort.NAME, true),
                        new LicenseFilter(query.getFilter().orElse(""), false))
                .stream());
        ComboBox<ProductInstanceListItem> device = picker("events.device");
        device.setItemLabelGenerator(ProductInstanceListItem::name);
        device.setItems(query -> devices
                .list(
                        actor(),
                        pool.id(),
                        new PageQuery<>(query.getOffset(), query.getLimit(), ProductInstanceSort.NAME, true),
                        query.getFilter().orElse(""))
                .stream());
        license.addValueChangeListener(change -> about(log, license, device));
        device.addValueChangeListener(change -> about(log, license, device));
        log.filterField(license);
        log.filterField(device);
        add(log);
    }

    private <T> ComboBox<T> picker(String label) {
        ComboBox<T> picker = new ComboBox<>();
        picker.setPlaceholder(t(label));
        picker.setAriaLabel(t(label));
        picker.setClearButtonVisible(true);
        return picker;
    }

    private void about(EventLog log, ComboBox<LicenseListItem> license, ComboBox<ProductInstanceListItem> device) {
        log.about(
                license.getOptionalValue().map(LicenseListItem::id).orElse(null),
                device.getOptionalValue()
                        .map(chosen -> devices.detail(actor(), chosen.id()).piid())
                        .orElse(null));
    }
}
