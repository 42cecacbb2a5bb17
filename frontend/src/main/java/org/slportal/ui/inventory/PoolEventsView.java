package org.slportal.ui.inventory;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.event.EventService;
import org.slportal.ui.activity.EventLog;
import org.slportal.ui.i18n.Dates;

/** What happened in one Virtual Account. */
@Route("inventory/:va([0-9]+)/events")
@PermitAll
public class PoolEventsView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient EventService events;
    private final transient Dates dates;

    public PoolEventsView(InventoryFrame frame, EventService events, Dates dates) {
        super(frame);
        this.events = events;
        this.dates = dates;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        add(new EventLog(events, frame().current(), dates, pool.smartAccountId(), pool.id()));
    }
}
