package org.slportal.ui.report;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.report.ReportKind;
import org.slportal.services.report.SavedReport;
import org.slportal.services.report.SavedReportService;
import org.slportal.services.report.SavedReportSort;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** One's own reports and those shared in the account. */
@Route("reports/saved")
@PermitAll
public class SavedReportsView extends ReportsPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient SavedReportService saved;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    public SavedReportsView(SavedReportService saved, CurrentActor current, CurrentAccount account) {
        this.saved = saved;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        SmartAccountId id = here.id();
        frame(here);
        Button create = new Button(t("report.new"), click -> UI.getCurrent().navigate(RunReportView.class));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        header().actions(create);
        LazyGrid<SavedReport, SavedReportSort> grid = new LazyGrid<>(SavedReportSort.class, SavedReportSort.NAME, true);
        grid.component(t("field.name"), this::link)
                .csv(SavedReport::name)
                .sort(SavedReportSort.NAME)
                .grow();
        grid.text(t("report.kind"), row -> t("report.kind." + row.kind().name()))
                .sort(SavedReportSort.KIND)
                .secondary();
        grid.component(t("report.owner"), this::owner)
                .asShown()
                .sort(SavedReportSort.OWNER)
                .secondary();
        grid.text(t("report.by-mail"), row -> ReportTexts.schedule(this, row.schedule()))
                .secondary();
        grid.component(t("grid.actions"), row -> menu(row, grid)).fixed();
        grid.whenEmpty(() -> new EmptyState(
                t("report.none-saved"),
                t("report.none-saved.advice"),
                RunReportView.link(t("report.kind.LICENSES"), ReportKind.LICENSES, null)));
        grid.boundedSource(page -> saved.list(current.get(), id, page), () -> saved.count(current.get(), id));
        add(grid);
    }

    private Component link(SavedReport row) {
        Div description = new Div(row.description());
        description.addClassNames("small", "muted");
        return new Div(new RouterLink(row.name(), RunReportView.class, RunReportView.of(row.id())), description);
    }

    private Component owner(SavedReport row) {
        return new Span(row.own() ? t(row.shared() ? "report.own-shared" : "report.own") : row.owner());
    }

    private Component menu(SavedReport row, LazyGrid<SavedReport, SavedReportSort> grid) {
        RowMenu menu = new RowMenu(row.name());
        menu.item(t("report.run"), () -> UI.getCurrent().navigate(RunReportView.class, RunReportView.of(row.id())));
        if (row.own()) {
            menu.item(
                    t("report.schedule"),
                    () -> new ScheduleDialog(saved, current, row)
                            .then(grid::reload)
                            .open());
        }
        if (row.own() || current.get().may(Permission.MANAGE_VIRTUAL_ACCOUNTS, row.account(), null)) {
            menu.item(
                    t("report.delete"),
                    () -> new Confirm(
                                    t("report.delete.title"),
                                    t("report.delete.consequence", row.name()),
                                    t("report.delete.button", row.name()),
                                    () -> saved.delete(current.get(), row.id()))
                            .then(grid::reload)
                            .open());
        }
        return menu;
    }
}
