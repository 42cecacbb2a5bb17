package org.slportal.ui.search;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.router.RouterLink;
import org.slportal.services.search.FoundPak;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Table;
import org.slportal.ui.convert.ConvertNavigation;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.registration.RegisteredPaksView;

/** Where a PAK is and what became of its lines. */
class PakAnswer extends Div {

    private static final long serialVersionUID = 1L;

    PakAnswer(FoundPak pak, Dates dates, boolean converts) {
        addClassName("card");
        String pool = pak.virtualAccount();
        add(
                new H3(Table.mono(pak.number())),
                new Facts()
                        .fact(
                                getTranslation("inventory.virtual-account"),
                                pool == null ? getTranslation("search.not-assigned") : pool)
                        .fact(
                                getTranslation("convert.order-number"),
                                pak.orderNumber() + " · " + dates.date(pak.orderDate()))
                        .fact(getTranslation("search.family"), pak.family())
                        .fact(
                                getTranslation("convert.status"),
                                getTranslation("pak." + pak.status().name())),
                new LineTable(pak.lines(), dates, converts));
        if (pool == null) {
            add(new RouterLink(getTranslation("search.assign-pak"), RegisteredPaksView.class));
        } else if (pak.convertible() && converts) {
            add(ConvertNavigation.convertPak(getTranslation("convert.action"), pak.id()));
        }
    }
}
