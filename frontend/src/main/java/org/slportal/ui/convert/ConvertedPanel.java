package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.ArrayList;
import java.util.List;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConvertedLine;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicensesView;

/** What was converted, and where to see it. */
class ConvertedPanel extends Div {

    private static final long serialVersionUID = 1L;

    ConvertedPanel(ConversionResult.Converted result, VirtualAccountItem target) {
        addClassName("card");
        boolean several =
                result.lines().stream().map(ConvertedLine::origin).distinct().count() > 1;
        Table table = new Table();
        if (several) {
            table.head(getTranslation("device.device"));
        }
        table.head("SKU")
                .numberHead(getTranslation("convert.converted"))
                .head(getTranslation("convert.became"))
                .numberHead(getTranslation("convert.licenses-added"));
        result.lines().forEach(line -> {
            List<Component> cells = new ArrayList<>();
            if (several) {
                cells.add(Table.mono(line.origin()));
            }
            cells.add(Table.mono(line.sku()));
            cells.add(Table.number(Numbers.plain(line.quantity())));
            cells.add(new Span(line.license()));
            cells.add(Table.number(Numbers.signed(line.licenseQuantity())));
            table.row(cells);
        });
        add(
                new H2(getTranslation("convert.done", target.name())),
                table,
                new RouterLink(
                        getTranslation("convert.see-licenses", target.name()),
                        LicensesView.class,
                        InventoryNavigation.of(target.id())));
    }
}
