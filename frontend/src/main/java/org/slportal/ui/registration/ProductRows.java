package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.services.registration.RegisteredPakLine;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;

/** A PAK's products, one beneath the other: product and SKU, status, licences used, available. */
class ProductRows extends Div {

    private static final long serialVersionUID = 1L;

    ProductRows(List<RegisteredPakLine> lines) {
        addClassName("products");
        lines.forEach(line -> {
            Span sku = Table.mono(getTranslation("lrp.sku", line.sku()));
            sku.addClassName("muted");
            Div product = new Div(new Div(line.product()), sku);
            add(row(
                    product,
                    part("status", status(line.status())),
                    Table.number(Numbers.plain(line.used())),
                    Table.number(Numbers.plain(line.available()))));
        });
    }

    /** The heads of the same columns. */
    static Component head(Component reader) {
        return row(
                new Span(reader.getTranslation("lrp.product")),
                part("status", new Span(reader.getTranslation("convert.status"))),
                Table.number(reader.getTranslation("lrp.used")),
                Table.number(reader.getTranslation("lrp.available")));
    }

    static Pill status(PakStatus status) {
        Pill.Tone tone = switch (status) {
            case CONVERTED -> Pill.Tone.GOOD;
            case PARTIALLY_CONVERTED -> Pill.Tone.INFO;
            case UNFULFILLED, PARTIALLY_FULFILLED, FULFILLED -> Pill.Tone.NEUTRAL;
        };
        Pill pill = new Pill(tone, "");
        pill.setText(pill.getTranslation("pak." + status.name()));
        return pill;
    }

    private static Div row(HtmlComponent... cells) {
        Div row = new Div(cells);
        row.addClassName("product-row");
        return row;
    }

    private static Div part(String className, Component content) {
        Div part = new Div(content);
        part.addClassName(className);
        return part;
    }
}
