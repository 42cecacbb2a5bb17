package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.conversion.ConversionRecord;
import org.slportal.services.conversion.ConversionRecordRow;
import org.slportal.services.conversion.ConversionRecordService;
import org.slportal.services.page.PageQuery;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** The record of one conversion, to be read, printed or exported: who, when, how, and every line's origin and destination. */
@Route("convert/record/:conversion([0-9]+)")
@PermitAll
public class ConversionRecordView extends Page implements BeforeEnterObserver {

    /** What the page shows and prints; the CSV file has all. */
    static final int SHOWN = PageQuery.MAX_LIMIT;

    private static final long serialVersionUID = 1L;

    private final transient ConversionRecordService records;
    private final transient CurrentActor current;
    private final transient Dates dates;

    public ConversionRecordView(ConversionRecordService records, CurrentActor current, Dates dates) {
        this.records = records;
        this.current = current;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ConversionId id = new ConversionId(ConvertNavigation.id(
                event.getRouteParameters().get(ConvertNavigation.CONVERSION).orElse("0")));
        ConversionRecord record = records.record(current.get(), id);
        clear();
        addClassName("printable");
        header().title(t("record.title"), id.toString())
                .context(record.smartAccount(), record.virtualAccount(), dates.time(record.convertedAt()));
        Button print =
                new Button(t("record.print"), click -> UI.getCurrent().getPage().executeJs("window.print()"));
        print.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Anchor csv = new Anchor(new RecordExport(records, current, id), t("record.csv"));
        csv.addClassName("plain-button");
        header().actions(csv, print);
        add(div("card", facts(record)), new H2(t("record.lines")), div("card flush", rows(id)));
        if (record.rows() > SHOWN) {
            add(new Paragraph(t("record.capped", Numbers.plain(SHOWN), Numbers.plain(record.rows()))));
        }
        Paragraph asOf = new Paragraph(t("record.as-of", dates.time(dates.now())));
        asOf.addClassName("muted");
        RouterLink history = new RouterLink(t("convert.history"), ConversionHistoryView.class);
        history.addClassName("no-print");
        add(asOf, history);
    }

    private Facts facts(ConversionRecord record) {
        Facts facts = new Facts()
                .fact(t("record.smart-account"), record.smartAccount())
                .fact(t("convert.into"), record.virtualAccount())
                .fact(t("convert.type"), t("conversion." + record.kind()))
                .fact(t("convert.by"), record.convertedBy())
                .fact(t("field.date"), dates.time(record.convertedAt()))
                .identifier(t("record.request"), record.requestKey());
        var job = record.job();
        if (job != null) {
            facts.identifier(t("record.job"), job.toString());
        }
        var undone = record.undoneAt();
        String undoneBy = record.undoneBy();
        return facts.fact(
                t("record.state"),
                undone == null || undoneBy == null
                        ? new Pill(Pill.Tone.GOOD, t("record.stands"))
                        : new Pill(Pill.Tone.WARN, t("record.undone", undoneBy, dates.time(undone))));
    }

    private Table rows(ConversionId id) {
        Table table = new Table()
                .wideNumberHead(t("record.ledger"))
                .head(t("record.from"))
                .head("SKU")
                .numberHead(t("field.quantity"))
                .head(t("record.became"))
                .numberHead(t("record.licenses"))
                .wideHead(t("convert.term"));
        records.rows(current.get(), id, null, SHOWN)
                .forEach(row -> table.row(List.of(
                        Table.wide(Table.number(row.transaction().toString())),
                        from(row),
                        Table.mono(row.sku()),
                        Table.number(Numbers.plain(row.units())),
                        license(row),
                        Table.number(Numbers.signed(row.quantity())),
                        Table.wide(new Span(term(row))))));
        return table;
    }

    private Component from(ConversionRecordRow row) {
        Div from = new Div();
        String device = row.device();
        if (device != null) {
            from.add(new Div(Table.mono(device), new Span(" · " + row.form())));
        }
        String pak = row.pak();
        if (pak != null) {
            var ordered = row.orderDate();
            from.add(new Div(
                    Table.mono(pak),
                    new Span(" · "
                            + t(
                                    "record.pak-line",
                                    String.valueOf(row.lineNumber()),
                                    String.valueOf(row.orderNumber()),
                                    ordered == null ? "—" : dates.date(ordered)))));
        }
        return from;
    }

    private Component license(ConversionRecordRow row) {
        return row.source() == TransactionSource.REVERSAL
                ? new Span(new Span(row.license() + " · "), new Span(t("source.REVERSAL")))
                : new Span(row.license());
    }

    private String term(ConversionRecordRow row) {
        String term = t("term." + row.term().name());
        var ends = row.endsOn();
        return ends == null ? term : term + " · " + dates.date(ends);
    }
}
