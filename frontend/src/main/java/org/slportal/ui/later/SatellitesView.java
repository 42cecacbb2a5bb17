package org.slportal.ui.later;

import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.ui.inventory.InventoryStart;

/** On-prem licence servers. */
@Route("satellites")
@PermitAll
public class SatellitesView extends LaterPage {

    private static final long serialVersionUID = 1L;

    public SatellitesView() {
        super("tab.satellites", "satellites", link("tab.inventory", InventoryStart.class));
    }
}
