package org.slportal.ui.inventory;

import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.event.EventService;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.ui.activity.EventLog;
import org.slportal.ui.i18n.Dates;

/** What happened to a licence in its Virtual Account. */
@Route("inventory/:va([0-9]+)/licenses/:license([0-9]+)/events")
@PermitAll
public class LicenseEventsView extends LicensePage {

    private static final long serialVersionUID = 1L;

    private final transient EventService events;
    private final transient Dates dates;

    public LicenseEventsView(InventoryFrame frame, EventService events, Dates dates) {
        super(frame);
        this.events = events;
        this.dates = dates;
    }

    @Override
    void show(Actor actor, VirtualAccountItem pool, LicenseListItem license) {
        EventLog log = new EventLog(events, frame().current(), dates, pool.smartAccountId(), pool.id());
        log.about(license.id(), null);
        add(log);
    }
}
