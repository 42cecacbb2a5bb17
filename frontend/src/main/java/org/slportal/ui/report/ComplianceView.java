package org.slportal.ui.report;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.dashboard.ComplianceDay;
import org.slportal.services.dashboard.ComplianceHistoryService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** Owned, in use and short, day by day. */
@Route("reports/compliance")
@PermitAll
public class ComplianceView extends ReportsPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final List<Integer> WINDOWS = List.of(30, 90, 365);
    /** Rows of the table: days on which something changed, the newest first. */
    private static final int MAX_ROWS = 60;

    private final transient ComplianceHistoryService history;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    private final PoolPicker pool;
    private final Select<Integer> window = new Select<>();
    private final Div content = new Div();

    public ComplianceView(ComplianceHistoryService history, CurrentActor current, CurrentAccount account, Dates dates) {
        this.history = history;
        this.current = current;
        this.account = account;
        pool = new PoolPicker("", account, Permission.VIEW);
        this.dates = dates;
        pool.setAriaLabel(t("inventory.virtual-account"));
        pool.setPlaceholder(t("report.all-pools"));
        pool.setClearButtonVisible(true);
        window.setAriaLabel(t("report.window"));
        window.setItems(WINDOWS);
        window.setItemLabelGenerator(days -> t("report.last-days", days));
        window.setValue(WINDOWS.getFirst());
        content.addClassName("page");
        pool.addValueChangeListener(change -> show());
        window.addValueChangeListener(change -> show());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here);
        add(div("toolbar", pool, window), content);
        show();
    }

    private void show() {
        content.removeAll();
        VirtualAccountItem chosen = pool.getValue();
        List<ComplianceDay> days =
                history.days(current.get(), account.id(), chosen == null ? null : chosen.id(), null, window.getValue());
        if (days.isEmpty()) {
            content.add(new EmptyState(t("report.no-days"), t("report.no-days.advice")));
            return;
        }
        Paragraph note = new Paragraph(t("report.days-note"));
        note.addClassNames("muted", "small");
        content.add(
                div("card", new LineChart(days, dates), note), div("card", new H2(t("report.changes")), table(days)));
    }

    private Table table(List<ComplianceDay> days) {
        Table table = new Table()
                .head(t("field.date"))
                .numberHead(t("figures.owned"))
                .numberHead(t("report.needed"))
                .numberHead(t("figures.short"))
                .wideNumberHead(t("report.devices"))
                .wideNumberHead(t("status.OUT_OF_COMPLIANCE"))
                .wideNumberHead(t("status.AUTHORIZATION_EXPIRED"))
                .wideNumberHead(t("report.not-heard"));
        for (ComplianceDay day : changed(days)) {
            ComplianceDay.Figures figures = day.figures();
            Span lacking = Table.number(Numbers.plain(-figures.shortBy()));
            if (figures.shortBy() > 0) {
                lacking.addClassName("negative");
            }
            table.row(List.of(
                    new Span(dates.date(day.day())),
                    Table.number(Numbers.plain(figures.owned())),
                    Table.number(Numbers.plain(figures.inUse())),
                    lacking,
                    Table.wide(Table.number(Numbers.plain(figures.devices()))),
                    Table.wide(Table.number(Numbers.plain(figures.devicesShort()))),
                    Table.wide(Table.number(Numbers.plain(figures.devicesExpired()))),
                    Table.wide(Table.number(Numbers.plain(figures.devicesSilent())))));
        }
        return table;
    }

    private static List<ComplianceDay> changed(List<ComplianceDay> days) {
        List<ComplianceDay> changed = new ArrayList<>();
        for (int i = days.size() - 1; i >= 0 && changed.size() < MAX_ROWS; i--) {
            if (i == 0 || !days.get(i).figures().equals(days.get(i - 1).figures())) {
                changed.add(days.get(i));
            }
        }
        return changed;
    }
}
