package org.slportal.ui.report;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.dashboard.ConversionProgress;
import org.slportal.services.dashboard.Counts;
import org.slportal.services.dashboard.Coverage;
import org.slportal.services.dashboard.Dashboard;
import org.slportal.services.dashboard.DashboardService;
import org.slportal.services.dashboard.DeviceStates;
import org.slportal.services.dashboard.Expiries;
import org.slportal.services.dashboard.Shortages;
import org.slportal.services.report.ReportKind;
import org.slportal.services.report.ReportState;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Figures;
import org.slportal.ui.component.LivePart;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.component.UsageBar;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicenseView;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** How the account stands: what is covered, short, about to end, silent, and not yet converted. */
@Route("reports")
@PermitAll
public class DashboardView extends ReportsPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient DashboardService dashboards;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public DashboardView(DashboardService dashboards, CurrentActor current, CurrentAccount account, Dates dates) {
        this.dashboards = dashboards;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        Dashboard seen = dashboards.dashboard(current.get(), here.id());
        frame(here);
        add(new LivePart<>(seen, () -> dashboards.dashboard(current.get(), here.id()), now -> board(here, now)));
    }

    private Component board(SmartAccountItem here, Dashboard seen) {
        header().context(new Span(here.name()), verdict(seen.shortages()));
        return div(
                "page",
                new Figures()
                        .figure(t("figures.owned"), seen.coverage().owned())
                        .figure(t("report.needed"), seen.coverage().needed())
                        .figure(t("figures.short"), -seen.coverage().shortBy())
                        .figure(t("report.ending-soon"), seen.expiries().in90Days()),
                div(
                        "board",
                        coverage(seen.coverage()),
                        shortages(seen.shortages()),
                        expiries(seen.expiries()),
                        devices(seen.counts()),
                        conversion(seen.counts())));
    }

    private Component verdict(Shortages shortages) {
        return shortages.count() == 0
                ? new Pill(Pill.Tone.GOOD, t("report.all-covered"))
                : new Pill(
                        Pill.Tone.DANGER,
                        t("report.places-short", shortages.count(), Numbers.plain(shortages.count())));
    }

    private Component coverage(Coverage coverage) {
        if (coverage.shortest().isEmpty()) {
            return card(
                    "report.coverage",
                    new EmptyState(
                            t("licenses.empty.title"),
                            t("licenses.empty.advice"),
                            new RouterLink(t("licenses.empty.link"), ConvertPaksView.class)));
        }
        Table table = new Table()
                .head(t("inventory.virtual-account"))
                .numberHead(t("report.needed"))
                .wideNumberHead(t("figures.owned"))
                .numberHead(t("figures.short"))
                .head(t("report.covered"));
        for (Coverage.OfPool pool : coverage.shortest()) {
            table.row(List.of(
                    new RouterLink(pool.name(), LicensesView.class, InventoryNavigation.of(pool.id())),
                    Table.number(Numbers.plain(pool.needed())),
                    Table.wide(Table.number(Numbers.plain(pool.owned()))),
                    shortBy(pool.shortBy()),
                    covered(pool.percent(), pool.needed(), pool.shortBy())));
        }
        if (coverage.others() > 0) {
            table.row(List.of(
                    new Span(t("report.others", coverage.others(), Numbers.plain(coverage.others()))),
                    Table.number(Numbers.plain(coverage.neededByOthers())),
                    Table.wide(Table.number(Numbers.plain(coverage.ownedByOthers()))),
                    shortBy(coverage.othersShortBy()),
                    covered(
                            Coverage.percentOf(coverage.neededByOthers(), coverage.othersShortBy()),
                            coverage.neededByOthers(),
                            coverage.othersShortBy())));
        }
        return card("report.coverage", table);
    }

    private static Span shortBy(long quantity) {
        Span span = Table.number(Numbers.plain(-quantity));
        if (quantity > 0) {
            span.addClassName("negative");
        }
        return span;
    }

    private Component covered(int percent, long needed, long lacking) {
        if (needed == 0) {
            return new Span("—");
        }
        return div(
                "covered", new Span(t("report.percent", percent)), new UsageBar(needed - lacking, needed, lacking > 0));
    }

    private Component shortages(Shortages shortages) {
        if (shortages.count() == 0) {
            return card("report.short", muted("report.nothing-short"));
        }
        Table table = new Table()
                .head(t("licenses.license"))
                .head(t("inventory.virtual-account"))
                .numberHead(t("figures.short"));
        shortages
                .largest()
                .forEach(row -> table.row(List.of(
                        license(row.poolId(), row.licenseId(), row.license()),
                        new RouterLink(row.pool(), LicensesView.class, InventoryNavigation.of(row.poolId())),
                        shortBy(row.shortBy()))));
        return card(
                "report.short",
                table,
                RunReportView.link(
                        shortages.exact()
                                ? t("report.all-short", shortages.count(), Numbers.plain(shortages.count()))
                                : t("report.many-short", Numbers.plain(shortages.count())),
                        ReportKind.LICENSES,
                        ReportState.SHORT));
    }

    private Component expiries(Expiries expiries) {
        Table sums = new Table()
                .numberHead(t("report.within", 30))
                .numberHead(t("report.within", 90))
                .numberHead(t("report.within", 365));
        sums.row(List.of(
                Table.number(Numbers.plain(expiries.in30Days())),
                Table.number(Numbers.plain(expiries.in90Days())),
                Table.number(Numbers.plain(expiries.in365Days()))));
        sums.addClassName("sums");
        if (expiries.next().isEmpty()) {
            return card("report.ending", sums, muted("report.nothing-ends"));
        }
        Table table = new Table()
                .head(t("report.ends"))
                .head(t("licenses.license"))
                .wideHead(t("inventory.virtual-account"))
                .numberHead(t("field.quantity"));
        expiries.next()
                .forEach(row -> table.row(List.of(
                        new Span(dates.date(row.on())),
                        license(row.poolId(), row.licenseId(), row.license()),
                        Table.wide(new Span(row.pool())),
                        Table.number(Numbers.plain(row.quantity())))));
        return card(
                "report.ending",
                sums,
                table,
                RunReportView.link(t("report.all-ending"), ReportKind.SUBSCRIPTIONS, null));
    }

    private Component devices(Counts counts) {
        DeviceStates states = counts.devices();
        Table table = new Table()
                .head(t("report.state"))
                .numberHead(t("report.devices"))
                .head(t("report.part"));
        state(table, t("status.AUTHORIZED"), states.authorized(), states.total(), false);
        state(table, t("status.OUT_OF_COMPLIANCE"), states.outOfCompliance(), states.total(), true);
        state(table, t("status.AUTHORIZATION_EXPIRED"), states.expired(), states.total(), true);
        state(table, t("report.not-authorized"), states.other(), states.total(), false);
        Paragraph silent =
                new Paragraph(t("report.silent", Numbers.plain(states.silent()), Numbers.plain(states.total())));
        return card(
                "report.devices",
                table,
                silent,
                RunReportView.link(t("report.all-silent"), ReportKind.PRODUCT_INSTANCES, ReportState.NOT_HEARD),
                asOf(counts.countedAt()));
    }

    private static void state(Table table, String name, long count, long total, boolean bad) {
        table.row(List.of(
                new Span(name),
                Table.number(Numbers.plain(count)),
                total == 0 ? new Span() : div("covered", new UsageBar(count, total, bad && count > 0))));
    }

    private Component conversion(Counts counts) {
        ConversionProgress progress = counts.conversion();
        Table table = new Table()
                .head(t("report.from"))
                .numberHead(t("convert.converted"))
                .numberHead(t("report.remaining"))
                .head(t("report.done"));
        progress(table, t("report.from-paks"), progress.pakConverted(), progress.pakRemaining());
        progress(table, t("report.from-devices"), progress.deviceConverted(), progress.deviceRemaining());
        return card(
                "report.conversion",
                table,
                new Paragraph(t(
                        "report.devices-to-convert",
                        progress.devicesToConvert(),
                        Numbers.plain(progress.devicesToConvert()))),
                new RouterLink(t("convert.paks"), ConvertPaksView.class),
                asOf(counts.countedAt()));
    }

    private void progress(Table table, String name, long converted, long remaining) {
        long all = converted + remaining;
        table.row(List.of(
                new Span(name),
                Table.number(Numbers.plain(converted)),
                Table.number(Numbers.plain(remaining)),
                all == 0
                        ? new Span("—")
                        : div(
                                "covered",
                                new Span(t("report.percent", done(converted, all))),
                                new UsageBar(converted, all, false))));
    }

    /** Rounded; 100 only when nothing remains. */
    private static long done(long converted, long all) {
        return converted == all ? 100 : Math.min(99, Math.round(100.0 * converted / all));
    }

    private static Component license(VirtualAccountId pool, LicenseId license, String name) {
        return new RouterLink(name, LicenseView.class, InventoryNavigation.of(pool, license));
    }

    /** Figures that were counted earlier say when. */
    private Component asOf(@Nullable Instant counted) {
        Div foot = div("muted small");
        if (counted != null) {
            foot.setText(
                    counted.equals(Instant.EPOCH) ? t("report.not-counted") : t("report.as-of", dates.time(counted)));
        }
        foot.setVisible(counted != null);
        return foot;
    }

    private Paragraph muted(String key) {
        Paragraph text = new Paragraph(t(key));
        text.addClassName("muted");
        return text;
    }

    private Div card(String title, Component... content) {
        Div card = div("card", new H2(t(title)));
        card.add(content);
        return card;
    }
}
