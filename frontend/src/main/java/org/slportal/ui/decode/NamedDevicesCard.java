package org.slportal.ui.decode;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.slportal.services.search.FoundDevice;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.ProductInstanceView;

/** The product instances a text is about. */
class NamedDevicesCard extends Div {

    private static final long serialVersionUID = 1L;

    NamedDevicesCard(List<FoundDevice> devices, Dates dates) {
        addClassName("card");
        add(new H2(getTranslation("decode.devices")));
        for (FoundDevice device : devices) {
            FoundDevice.Instance instance = device.instance();
            if (instance != null) {
                add(new Paragraph(
                        new RouterLink(
                                instance.name(),
                                ProductInstanceView.class,
                                InventoryNavigation.of(instance.virtualAccountId(), instance.id())),
                        new Span(" · "),
                        Table.mono(device.udi()),
                        new Span(" · " + instance.virtualAccount() + " · "
                                + getTranslation(
                                        "decode.last-contact", dates.timeAndDistance(instance.lastContact())))));
            }
        }
    }
}
