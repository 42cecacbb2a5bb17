package org.slportal.ui.search;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.slportal.services.search.FoundLicense;
import org.slportal.services.search.Hits;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicenseView;

/** Which Virtual Accounts have a smart licence, and which SKUs become it. */
class LicenseAnswer extends Div {

    private static final long serialVersionUID = 1L;

    LicenseAnswer(FoundLicense license) {
        addClassName("card");
        Hits<String> skus = license.skus();
        String codes = String.join(", ", skus.items());
        add(
                new H3(license.name()),
                new Facts().fact(getTranslation("search.from-skus"), skus.more() ? codes + ", …" : codes));
        if (license.pools().isEmpty()) {
            add(new Paragraph(getTranslation("search.license-nowhere")));
            return;
        }
        Table table = new Table()
                .head(getTranslation("inventory.virtual-account"))
                .numberHead(getTranslation("licenses.purchased"))
                .numberHead(getTranslation("licenses.in-use"))
                .numberHead(getTranslation("licenses.balance"));
        license.pools()
                .items()
                .forEach(pool -> table.row(List.of(
                        new RouterLink(pool.name(), LicenseView.class, InventoryNavigation.of(pool.id(), license.id())),
                        Table.number(Numbers.plain(pool.owned())),
                        Table.number(Numbers.plain(pool.inUse())),
                        balance(pool.balance()))));
        add(table);
        if (license.pools().more()) {
            add(new Paragraph(getTranslation("search.more", Hits.SHOWN)));
        }
    }

    private static Span balance(int value) {
        Span span = Table.number(Numbers.signed(value));
        if (value < 0) {
            span.addClassName("negative");
        }
        return span;
    }
}
