package org.slportal.ui.report;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ReportId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.report.FileFormat;
import org.slportal.services.report.ReportBar;
import org.slportal.services.report.ReportColumn;
import org.slportal.services.report.ReportKind;
import org.slportal.services.report.ReportOrder;
import org.slportal.services.report.ReportOverview;
import org.slportal.services.report.ReportRequest;
import org.slportal.services.report.ReportRow;
import org.slportal.services.report.ReportService;
import org.slportal.services.report.ReportState;
import org.slportal.services.report.SavedReport;
import org.slportal.services.report.SavedReportService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Table;
import org.slportal.ui.component.UsageBar;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** A report: what it asks for, and what it says. With a saved one's id in the address, that one; else a new one. */
@Route("reports/run/:report?([0-9]+)")
@PermitAll
public class RunReportView extends ReportsPage implements BeforeEnterObserver {

    static final String REPORT = "report";

    private static final long serialVersionUID = 1L;
    private static final String KIND = "kind";
    private static final String STATE = "state";

    private final transient ReportService reports;
    private final transient SavedReportService saved;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    private final ReportForm form;
    private final Div result = new Div();
    private transient @Nullable SavedReport opened;

    public RunReportView(
            ReportService reports,
            SavedReportService saved,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        this.reports = reports;
        this.saved = saved;
        this.current = current;
        this.account = account;
        this.dates = dates;
        form = new ReportForm(account);
        result.addClassName("page");
    }

    /** A link that runs a report nobody saved. */
    static RouterLink link(String text, ReportKind kind, @Nullable ReportState state) {
        RouterLink link = new RouterLink(text, RunReportView.class);
        Map<String, String> query = new HashMap<>();
        query.put(KIND, kind.name());
        if (state != null) {
            query.put(STATE, state.name());
        }
        link.setQueryParameters(QueryParameters.simple(query));
        return link;
    }

    static RouteParameters of(ReportId report) {
        return new RouteParameters(new RouteParam(REPORT, report.toString()));
    }

    @Override
    protected Class<? extends ReportsPage> tab() {
        return SavedReportsView.class;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<String> named = event.getRouteParameters().get(REPORT);
        if (named.isPresent()) {
            ReportId id = new ReportId(id(named.get()));
            SavedReport report = saved.get(current.get(), id);
            account.choose(report.account());
            show(report, saved.request(current.get(), id));
            run();
        } else {
            QueryParameters query = event.getLocation().getQueryParameters();
            Optional<ReportKind> kind = constant(ReportKind.values(), query.getSingleParameter(KIND));
            Optional<ReportState> state = constant(ReportState.values(), query.getSingleParameter(STATE));
            ReportRequest all = ReportRequest.all(kind.orElse(ReportKind.LICENSES));
            show(
                    null,
                    new ReportRequest(
                            all.kind(), null, "", null, "", state.orElse(null), null, ReportTexts.usual(all.kind())));
            if (kind.isPresent()) {
                run();
            }
        }
    }

    /** An id in an address; one too long for any id is as unknown as a foreign one. */
    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLong) {
            return 0;
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] all, Optional<String> name) {
        return Arrays.stream(all)
                .filter(constant -> constant.name().equals(name.orElse("")))
                .findFirst();
    }

    private void show(@Nullable SavedReport report, ReportRequest asked) {
        SmartAccountItem here = account.get();
        opened = report;
        frame(here);
        header().title(report == null ? t("report.new") : report.name());
        if (report == null || report.description().isEmpty()) {
            header().context(new Span(here.name()));
        } else {
            header().context(new Span(here.name()), new Span(report.description()));
        }
        Button save =
                new Button(t(report != null && report.own() ? "report.save-changes" : "report.save"), click -> save());
        header().actions(save);
        form.show(asked);
        Button run = new Button(t("report.run"), click -> run());
        run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        result.removeAll();
        add(div("card", form, div("toolbar", run)), result);
    }

    private void save() {
        SavedReport report = opened;
        if (!Notices.attempt(this, form.fields(), () -> reports.count(current.get(), account.id(), form.asked()))) {
            return;
        }
        new SaveReportDialog(saved, current, account.id(), form.asked(), report)
                .then(id -> UI.getCurrent().navigate(RunReportView.class, of(id)))
                .open();
    }

    private void run() {
        result.removeAll();
        ReportRequest asked = form.asked();
        SmartAccountId here = account.id();
        Notices.attempt(this, form.fields(), () -> {
            ReportOverview overview = reports.overview(current.get(), here, asked);
            BoundedCount count = overview.count();
            List<ReportBar> bars = overview.bars();
            result.add(exports(here, asked));
            if (!count.exact()) {
                Paragraph note = new Paragraph(t("report.too-long-to-draw", Numbers.plain(count.rows())));
                note.addClassName("muted");
                result.add(note);
            } else if (bars.stream().anyMatch(bar -> bar.value() > 0)) {
                result.add(chart(asked, bars));
            }
            result.add(grid(here, asked));
        });
    }

    private Component exports(SmartAccountId here, ReportRequest asked) {
        SavedReport report = opened;
        String name = report == null ? null : report.name();
        return div(
                "toolbar end",
                new ReportDownload(reports, current, here, asked, name, FileFormat.CSV).link(t("report.csv")),
                new ReportDownload(reports, current, here, asked, name, FileFormat.EXCEL).link(t("report.excel")));
    }

    private Component chart(ReportRequest asked, List<ReportBar> bars) {
        long top = bars.stream().mapToLong(ReportBar::value).max().orElse(0);
        Table table = new Table()
                .head(t("report.bars." + asked.kind().name()))
                .numberHead(t("report.value." + asked.kind().name()))
                .head(t("report.part"));
        for (ReportBar bar : bars) {
            table.row(List.of(
                    new Span(bar.label().isEmpty() ? t("report.no-end") : bar.label()),
                    Table.number(Numbers.plain(bar.value())),
                    div("covered wide-bar", new UsageBar(Math.max(0, bar.value()), top, false))));
        }
        return div("card", new H2(t("report.chart")), table);
    }

    private Component grid(SmartAccountId here, ReportRequest asked) {
        LazyGrid<ReportRow, ReportOrder> grid = new LazyGrid<>(ReportOrder.class, ReportOrder.NATURAL, true);
        List<ReportColumn> columns = asked.kind().columns().stream()
                .filter(asked.columns()::contains)
                .toList();
        for (int i = 0; i < columns.size(); i++) {
            column(grid, columns.get(i), i);
        }
        grid.whenEmpty(() -> new EmptyState(t("report.empty"), t("report.empty.advice")));
        grid.boundedSource(
                page -> reports.rows(current.get(), here, asked, page),
                () -> reports.count(current.get(), here, asked));
        return grid;
    }

    private void column(LazyGrid<ReportRow, ReportOrder> grid, ReportColumn column, int index) {
        String head = t("report.column." + column.name());
        LazyGrid<ReportRow, ReportOrder>.Col shown;
        if (ReportTexts.isFigure(column)) {
            shown = grid.number(head, row -> figure(row, index), ReportTexts.isSigned(column));
        } else {
            shown = grid.text(
                    head, row -> ReportTexts.cell(this, dates, row.cells().get(index)));
            switch (column) {
                case LICENSE, DEVICE -> shown.grow();
                case ENTITLEMENT_TAG -> shown.grow().identifier();
                case PRODUCT_ID, SERIAL_NUMBER, ORIGIN, SKU, SUBSCRIPTION -> shown.identifier();
                default -> {}
            }
        }
        // On a narrow screen a report keeps its first columns; the files have them all.
        if (index > 2) {
            shown.secondary();
        }
    }

    private static long figure(ReportRow row, int index) {
        return row.cells().get(index) instanceof Number number ? number.longValue() : 0;
    }
}
