package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.services.conversion.ConversionPreview;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;

/** Everything a conversion will do, before it does it: lines, pools, devices, classic licence files, and whether it can be undone. */
class PreflightPanel extends Div {

    private static final long serialVersionUID = 1L;

    PreflightPanel(
            List<LinePicker.Picked> picked,
            List<TraditionalLineItem> ineligible,
            ConversionPreview preview,
            String virtualAccount) {
        addClassName("page");
        add(card(getTranslation("preflight.lines"), lines(picked)));
        if (!ineligible.isEmpty()) {
            add(card(getTranslation("preflight.not-eligible"), notEligible(ineligible)));
        }
        add(card(getTranslation("preflight.pools", virtualAccount), pools(preview)));
        add(card(getTranslation("preflight.devices"), devices(preview)));
        add(card(
                getTranslation("preflight.afterwards"),
                new Paragraph(getTranslation(
                        picked.stream().anyMatch(line -> line.rest() > 0)
                                ? "preflight.reissue"
                                : "convert.classic-invalid")),
                new Paragraph(getTranslation("preflight.final"))));
    }

    private static Div card(String title, Component... content) {
        Div card = new Div(new H2(title));
        card.add(content);
        card.addClassName("card");
        return card;
    }

    private Table lines(List<LinePicker.Picked> picked) {
        Table table = new Table()
                .head("SKU")
                .numberHead(getTranslation("convert.converted"))
                .head(getTranslation("convert.becomes"))
                .numberHead(getTranslation("convert.licenses-added"))
                .numberHead(getTranslation("preflight.stays"));
        picked.forEach(line -> table.row(List.of(
                Table.mono(line.line().sku()),
                Table.number(Numbers.plain(line.units())),
                new Span(String.valueOf(line.line().license())),
                Table.number(Numbers.signed((long) line.units() * line.line().licenseQuantity())),
                Table.number(Numbers.plain(line.rest())))));
        return table;
    }

    private Table notEligible(List<TraditionalLineItem> lines) {
        Table table = new Table()
                .head("SKU")
                .numberHead(getTranslation("convert.available"))
                .head(getTranslation("search.why"));
        lines.forEach(line -> {
            Ineligibility reason = line.ineligibility();
            Div why = new Div(new Span(reason == null ? "" : getTranslation("ineligible." + reason.name()) + " "));
            if (LinePicker.mayBeAssisted(line)) {
                why.add(ConvertNavigation.ask(getTranslation("assisted.ask-link"), line.id()));
            }
            table.row(List.of(Table.mono(line.sku()), Table.number(Numbers.plain(line.available())), why));
        });
        return table;
    }

    private Table pools(ConversionPreview preview) {
        Table table = new Table()
                .head(getTranslation("licenses.license"))
                .numberHead(getTranslation("preflight.owned-now"))
                .numberHead(getTranslation("preflight.owned-then"))
                .numberHead(getTranslation("preflight.balance-now"))
                .numberHead(getTranslation("preflight.balance-then"));
        preview.changes()
                .forEach(change -> table.row(List.of(
                        new Span(change.license()),
                        Table.number(Numbers.plain(change.ownedBefore())),
                        Table.number(Numbers.plain(change.ownedAfter())),
                        balance(change.balanceBefore()),
                        balance(change.balanceAfter()))));
        return table;
    }

    private Component[] devices(ConversionPreview preview) {
        List<String> mended = preview.devicesBecomingCompliant();
        List<String> left = preview.devicesStayingShort();
        if (mended.isEmpty() && left.isEmpty()) {
            return new Component[] {new Paragraph(getTranslation("preflight.no-devices"))};
        }
        return new Component[] {
            named(Pill.Tone.GOOD, mended, "convert.become-compliant"),
            named(Pill.Tone.WARN, left, "preflight.stay-short")
        };
    }

    private Div named(Pill.Tone tone, List<String> devices, String words) {
        Div row = new Div();
        if (devices.isEmpty()) {
            row.setVisible(false);
            return row;
        }
        row.add(
                new Pill(tone, getTranslation("convert.devices", devices.size())),
                new Span(" " + getTranslation(words, devices.size()) + " "),
                Table.mono(String.join(", ", devices)));
        return row;
    }

    private static Span balance(long value) {
        Span span = Table.number(Numbers.signed(value));
        if (value < 0) {
            span.addClassName("negative");
        }
        return span;
    }
}
