package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.conversion.job.ConversionJobItem;
import org.slportal.services.conversion.job.ConversionJobs;
import org.slportal.services.conversion.job.JobSort;
import org.slportal.services.conversion.job.JobState;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Bulk conversions: those that wait for somebody, those under way, and what became of the others. */
@Route("convert/jobs")
@PermitAll
public class ConversionJobsView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ConversionJobs jobs;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public ConversionJobsView(ConversionJobs jobs, CurrentActor current, CurrentAccount account, Dates dates) {
        this.jobs = jobs;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here);
        Select<JobState> state = new Select<>();
        state.setItems(JobState.values());
        state.setItemLabelGenerator(value -> value == null ? t("convert.any-status") : t("job.state." + value.name()));
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption(t("convert.any-status"));
        state.setPlaceholder(t("convert.any-status"));
        state.setAriaLabel(t("convert.status"));

        LazyGrid<ConversionJobItem, JobSort> grid = new LazyGrid<>(JobSort.class, JobSort.TIME, false);
        grid.component(t("job.number"), this::link).asShown();
        grid.component(t("field.date"), row -> dates.timeWithDistance(row.requestedAt()))
                .asShown()
                .sort(JobSort.TIME)
                .secondary();
        grid.text(t("job.origin"), row -> t("job.origin." + row.origin().name()))
                .secondary();
        grid.text(t("inventory.virtual-account"), ConversionJobItem::targetName).secondary();
        grid.text(t("job.requested-by"), ConversionJobItem::requestedBy).secondary();
        grid.component(t("job.lines"), JobProgress::new).asShown().grow();
        grid.number(t("job.refused"), ConversionJobItem::refusedLines, false);
        grid.component(t("convert.status"), row -> JobTexts.pill(this, row.state()))
                .asShown();
        grid.whenEmpty(() -> state.isEmpty()
                ? new EmptyState(
                        t("job.empty.title"),
                        t("job.empty.advice"),
                        new RouterLink(t("convert.paks"), ConvertPaksView.class))
                : null);
        grid.boundedSource(
                state::getValue,
                (page, chosen) -> jobs.list(current.get(), here.id(), page, chosen),
                chosen -> jobs.count(current.get(), here.id(), chosen));
        state.addValueChangeListener(change -> grid.reload());
        add(div("toolbar", state), grid);
        if (current.get().mayAnywhere(Permission.MANAGE_LICENSES, here.id())) {
            RouterLink fresh = new RouterLink(t("bulk.from-file"), BulkConvertView.class);
            fresh.addClassName("plain-button");
            header().actions(fresh);
        }
    }

    private Component link(ConversionJobItem row) {
        RouterLink link = new RouterLink(row.id().toString(), ConversionJobView.class, ConversionJobView.of(row.id()));
        link.addClassName("mono");
        return link;
    }
}
