package org.slportal.ui.search;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.router.RouterLink;
import org.slportal.services.search.FoundOrder;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicenseView;

/** Smart licences that came with an order: nothing to convert. */
class OrderAnswer extends Div {

    private static final long serialVersionUID = 1L;

    OrderAnswer(FoundOrder order, Dates dates) {
        addClassName("card");
        add(
                new H3(Table.mono(order.orderNumber())),
                new Facts()
                        .fact(
                                getTranslation("licenses.license"),
                                new RouterLink(
                                        order.license(),
                                        LicenseView.class,
                                        InventoryNavigation.of(order.virtualAccountId(), order.licenseId())))
                        .fact(getTranslation("field.quantity"), Numbers.signed(order.quantity()))
                        .fact(getTranslation("inventory.virtual-account"), order.virtualAccount())
                        .fact(getTranslation("field.date"), dates.time(order.recordedAt()))
                        .fact(getTranslation("search.why"), getTranslation("search.already-smart")));
    }
}
