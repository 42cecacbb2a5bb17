package org.slportal.ui.convert;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.job.ConversionJobItem;
import org.slportal.services.conversion.job.ConversionJobLineItem;
import org.slportal.services.conversion.job.ConversionJobService;
import org.slportal.services.conversion.job.ConversionJobs;
import org.slportal.services.conversion.job.JobLineSort;
import org.slportal.services.conversion.job.JobLineState;
import org.slportal.services.conversion.job.JobState;
import org.slportal.services.csv.CsvText;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Figures;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.security.CurrentActor;

/** One bulk conversion: how far it is, who decides on it, and what became of each line. It can be left and found again. */
@Route("convert/jobs/:job([0-9]+)")
@PermitAll
public class ConversionJobView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private static final int POLL_MILLIS = 1_000;
    private static final int NO_POLL = -1;

    private final transient ConversionJobs jobs;
    private final transient ConversionJobService service;
    private final transient CurrentActor current;
    private final transient Dates dates;

    private final Div state = new Div();
    private final Select<JobLineState> lineState = new Select<>();
    private @Nullable LazyGrid<ConversionJobLineItem, JobLineSort> lines;
    private transient @Nullable ConversionJobId id;
    private transient @Nullable ConversionJobItem shown;
    private transient @Nullable Registration polling;

    public ConversionJobView(ConversionJobs jobs, ConversionJobService service, CurrentActor current, Dates dates) {
        this.jobs = jobs;
        this.service = service;
        this.current = current;
        this.dates = dates;
        state.addClassName("page");
        lineState.setItems(JobLineState.values());
        lineState.setItemLabelGenerator(value -> value == null ? t("job.line.any") : t("job.line." + value.name()));
        lineState.setEmptySelectionAllowed(true);
        lineState.setEmptySelectionCaption(t("job.line.any"));
        lineState.setPlaceholder(t("job.line.any"));
        lineState.setAriaLabel(t("convert.status"));
    }

    static RouteParameters of(ConversionJobId job) {
        return new RouteParameters(new RouteParam("job", job.toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ConversionJobId job = id(event);
        id = job;
        shown = null;
        ConversionJobItem item = jobs.get(current.get(), job);
        header().title(t("job.title"), job.toString())
                .context(
                        new RouterLink(t("job.all"), ConversionJobsView.class),
                        new RouterLink(item.targetName(), LicensesView.class, InventoryNavigation.of(item.target())));
        LazyGrid<ConversionJobLineItem, JobLineSort> grid = grid(job);
        lines = grid;
        clear();
        add(state, div("toolbar", lineState, export(job)), grid);
        show(item);
    }

    private LazyGrid<ConversionJobLineItem, JobLineSort> grid(ConversionJobId job) {
        LazyGrid<ConversionJobLineItem, JobLineSort> grid = new LazyGrid<>(JobLineSort.class, JobLineSort.NUMBER, true);
        grid.number(t("csv.line"), ConversionJobLineItem::number, false).sort(JobLineSort.NUMBER);
        grid.text(t("job.line.what"), ConversionJobLineItem::label).identifier().grow();
        grid.text(t("convert.quantity"), this::quantity).end().secondary();
        grid.component(t("convert.status"), row -> JobTexts.pill(this, row.state()))
                .asShown();
        grid.text(t("job.line.reason"), this::reason).grow().secondary();
        grid.source(
                lineState::getValue,
                (page, chosen) -> jobs.lines(current.get(), job, page, chosen),
                chosen -> jobs.countLines(current.get(), job, chosen));
        lineState.addValueChangeListener(change -> grid.reload());
        return grid;
    }

    private String quantity(ConversionJobLineItem line) {
        if (line.quantity() > 0) {
            return Numbers.plain(line.quantity());
        }
        return line.state() == JobLineState.REFUSED ? "—" : t("job.line.all-left");
    }

    private String reason(ConversionJobLineItem line) {
        var reason = line.reason();
        return reason == null ? "" : JobTexts.reason(this, reason);
    }

    private Anchor export(ConversionJobId job) {
        DownloadHandler handler = event -> {
            event.setFileName("conversion-" + job + ".csv");
            event.setContentType("text/csv; charset=utf-8");
            CsvText csv = CsvText.forExcel(event.getOutputStream());
            csv.row(List.of(
                    t("csv.line"),
                    t("job.line.what"),
                    t("convert.quantity"),
                    t("convert.status"),
                    t("job.line.reason")));
            jobs.eachLine(
                    current.get(),
                    job,
                    lineState.getValue(),
                    line -> csv.row(
                            line.number(),
                            line.label(),
                            line.quantity() > 0 ? line.quantity() : null,
                            t("job.line." + line.state().name()),
                            reason(line)));
            csv.flush();
        };
        Anchor export = new Anchor(handler, AttachmentType.DOWNLOAD, t("csv.export"));
        export.addClassName("plain-button");
        return export;
    }

    /** What changes while it runs. The lines are read anew when the job has got somewhere. */
    private void show(ConversionJobItem item) {
        if (item.equals(shown)) {
            return;
        }
        boolean first = shown == null;
        shown = item;
        state.removeAll();
        state.add(
                div("card", new JobProgress(item), facts(item)),
                new Figures()
                        .figure(t("job.lines"), item.totalLines())
                        .figure(t("job.converted"), item.convertedLines())
                        .figure(t("job.refused"), item.refusedLines())
                        .figure(t("job.pending"), item.pendingLines()));
        if (item.state() == JobState.WAITING) {
            Div notice = new Div(t(mine(item) ? "job.waits.own" : "job.waits", item.requestedBy()));
            notice.addClassName("notice");
            state.addComponentAsFirst(notice);
        }
        actions(item);
        if (!first && lines != null) {
            lines.reload();
        }
        poll(item.state() == JobState.RUNNING);
    }

    private Facts facts(ConversionJobItem item) {
        Facts facts = new Facts()
                .fact(t("convert.status"), JobTexts.pill(this, item.state()))
                .fact(t("job.origin"), t("job.origin." + item.origin().name()))
                .fact(t("convert.into"), item.targetName())
                .fact(t("job.requested-by"), item.requestedBy())
                .fact(t("job.requested-at"), dates.timeWithDistance(item.requestedAt()));
        String decidedBy = item.decidedBy();
        if (decidedBy != null) {
            facts.fact(
                    t("job.decided-by." + (item.state() == JobState.CANCELLED ? "cancelled" : "decided")), decidedBy);
        }
        if (!item.note().isEmpty()) {
            facts.fact(t("job.note"), item.note());
        }
        if (item.finishedAt() != null) {
            facts.fact(t("job.finished-at"), dates.timeWithDistance(item.finishedAt()));
        }
        return facts;
    }

    private boolean mine(ConversionJobItem item) {
        return item.requester() != null && item.requester().equals(current.get().userId());
    }

    private void actions(ConversionJobItem item) {
        List<Component> actions = new ArrayList<>();
        Actor actor = current.get();
        if (item.state().isOpen() && actor.may(Permission.MANAGE_LICENSES, item.account(), item.target())) {
            actions.add(new Button(t("job.cancel"), click -> cancel(item)));
            if (item.state() == JobState.WAITING && !mine(item)) {
                actions.add(new Button(
                        t("job.decline"),
                        click -> new DeclineJobDialog(service, current, item.id())
                                .then(this::refresh)
                                .open()));
                Button approve = new Button(t("job.approve"), click -> approve(item));
                approve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
                approve.setDisableOnClick(true);
                actions.add(approve);
            }
        }
        header().actions(actions.toArray(Component[]::new));
    }

    private void approve(ConversionJobItem item) {
        Notices.attempt(this, () -> service.approve(current.get(), item.id()));
        shown = null;
        refresh();
    }

    private void cancel(ConversionJobItem item) {
        new Confirm(
                        t("job.cancel.title", item.id().toString()),
                        t("job.cancel.consequence", Numbers.plain(item.convertedLines())),
                        t("job.cancel.button", Numbers.plain(item.pendingLines())),
                        () -> service.cancel(current.get(), item.id()))
                .then(this::refresh)
                .open();
    }

    private void refresh() {
        if (id != null) {
            show(jobs.get(current.get(), id));
        }
    }

    private void poll(boolean running) {
        getUI().ifPresent(ui -> ui.setPollInterval(running ? POLL_MILLIS : NO_POLL));
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        polling = attach.getUI().addPollListener(event -> refresh());
        poll(shown != null && shown.state() == JobState.RUNNING);
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        detach.getUI().setPollInterval(NO_POLL);
        if (polling != null) {
            polling.remove();
        }
        super.onDetach(detach);
    }

    private static ConversionJobId id(BeforeEnterEvent event) {
        try {
            return new ConversionJobId(
                    Long.parseLong(event.getRouteParameters().get("job").orElse("")));
        } catch (NumberFormatException e) {
            throw PortalException.notFound().causedBy(e);
        }
    }
}
