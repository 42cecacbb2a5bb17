package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.ui.component.SubTabs;

/** The pages of one product instance. */
final class InstanceTabs {

    private InstanceTabs() {}

    static Component of(
            Component reader, VirtualAccountId pool, ProductInstanceId device, Class<? extends PoolPage> current) {
        var parameters = InventoryNavigation.of(pool, device);
        return new SubTabs(reader.getTranslation("instances.tabs"))
                .tab(
                        reader.getTranslation("license.overview"),
                        "",
                        ProductInstanceView.class,
                        parameters,
                        current == ProductInstanceView.class)
                .tab(
                        reader.getTranslation("inventory.events"),
                        "",
                        ProductInstanceEventsView.class,
                        parameters,
                        current == ProductInstanceEventsView.class);
    }
}
