package org.slportal.ui.decode;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouterLink;
import java.util.Optional;
import org.slportal.domain.failure.Screen;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.ui.alert.AlertsView;
import org.slportal.ui.catalogue.CatalogueView;
import org.slportal.ui.convert.DlcView;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.inventory.PoolEventsView;
import org.slportal.ui.inventory.ProductInstancesView;
import org.slportal.ui.lab.LabView;
import org.slportal.ui.later.SatellitesView;
import org.slportal.ui.token.GeneralView;

/**
 * Links to where a failure is put right.
 *
 * @param pool the Virtual Account to open; empty if the reader sees none
 * @param account whether the reader works in a Smart Account
 * @param lab whether the reader may see the lab clock
 */
record ScreenLinks(Optional<VirtualAccountId> pool, boolean account, boolean lab) {

    /** Empty if the reader cannot go there. */
    Optional<RouterLink> to(Component reader, Screen screen) {
        String name = screen == Screen.NONE ? "" : reader.getTranslation("decode.screen." + screen.name());
        return switch (screen) {
            case TOKENS -> inventory(name, GeneralView.class);
            case PRODUCT_INSTANCES -> inventory(name, ProductInstancesView.class);
            case LICENSES -> inventory(name, LicensesView.class);
            case EVENT_LOG -> inventory(name, PoolEventsView.class);
            case ALERTS -> link(pool.isPresent(), name, AlertsView.class);
            case DEVICE_LED_CONVERSION -> link(pool.isPresent(), name, DlcView.class);
            case CATALOGUE -> link(account, name, CatalogueView.class);
            case SATELLITES -> link(account, name, SatellitesView.class);
            case LAB_CLOCK -> link(lab, name, LabView.class);
            case NONE -> Optional.empty();
        };
    }

    private Optional<RouterLink> inventory(String name, Class<? extends Component> tab) {
        return pool.map(where -> new RouterLink(name, tab, InventoryNavigation.of(where)));
    }

    private static Optional<RouterLink> link(boolean possible, String name, Class<? extends Component> page) {
        return possible ? Optional.of(new RouterLink(name, page)) : Optional.empty();
    }
}
