package org.slportal.ui.search;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.search.ConvertedPart;
import org.slportal.services.search.FoundLine;
import org.slportal.services.search.FulfilledPart;
import org.slportal.ui.component.Table;
import org.slportal.ui.convert.ConvertNavigation;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** Lines of a PAK or device: what became of each part, and why the rest cannot be converted. */
class LineTable extends Table {

    private static final long serialVersionUID = 1L;

    private final transient Dates dates;
    private final boolean converts;

    LineTable(List<FoundLine> lines, Dates dates, boolean converts) {
        this.dates = dates;
        this.converts = converts;
        head("SKU");
        wideHead(getTranslation("convert.becomes"));
        numberHead(getTranslation("convert.available"));
        head(getTranslation("search.became"));
        head(getTranslation("search.why"));
        lines.forEach(line -> row(List.of(
                Table.mono(line.item().sku()),
                Table.wide(new Span(license(line.item()))),
                Table.number(getTranslation(
                        "search.of",
                        Numbers.plain(line.item().available()),
                        Numbers.plain(line.item().ordered()))),
                became(line),
                why(line.item()))));
    }

    private String license(TraditionalLineItem line) {
        String license = line.license();
        if (license == null) {
            return "—";
        }
        return line.licenseQuantity() > 1
                ? getTranslation("convert.times", license, Numbers.plain(line.licenseQuantity()))
                : license;
    }

    private Component became(FoundLine line) {
        Div all = new Div();
        line.fulfilled().forEach(part -> all.add(fulfilled(part)));
        line.converted().forEach(part -> all.add(converted(part)));
        if (line.fulfilled().isEmpty() && line.converted().isEmpty()) {
            all.add(new Span("—"));
        }
        return all;
    }

    private Component fulfilled(FulfilledPart part) {
        String device = part.device();
        Div text = new Div();
        if (device == null) {
            text.setText(getTranslation("search.fulfilled-unseen", part.quantity()));
        } else {
            text.add(new Span(getTranslation("search.fulfilled", part.quantity()) + " "));
            text.add(SearchLinks.search(device, device));
        }
        return text;
    }

    private Component converted(ConvertedPart part) {
        String pool = part.virtualAccount();
        var conversion = part.conversion();
        String road = getTranslation("conversion." + part.kind());
        if (pool == null || conversion == null) {
            return new Div(getTranslation("search.converted-unseen", part.licenses(), dates.time(part.latest()), road));
        }
        return new Div(
                new Span(getTranslation("search.converted", part.licenses(), pool, dates.time(part.latest()), road)
                        + " "),
                ConvertNavigation.record(getTranslation("record.link"), conversion));
    }

    private Component why(TraditionalLineItem line) {
        Ineligibility reason = line.ineligibility();
        if (reason == null) {
            return new Div(getTranslation("search.convertible", line.available()));
        }
        Div text = new Div(new Span(getTranslation("ineligible." + reason.name()) + " "));
        if (reason == Ineligibility.NO_EQUIVALENT_LICENSE && converts && line.available() > 0) {
            text.add(ConvertNavigation.ask(getTranslation("assisted.ask-link"), line.id()));
        }
        return text;
    }
}
