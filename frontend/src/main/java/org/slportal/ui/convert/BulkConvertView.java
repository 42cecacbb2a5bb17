package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.conversion.job.BulkForecast;
import org.slportal.services.conversion.job.BulkForecasts;
import org.slportal.services.conversion.job.ConversionJobService;
import org.slportal.services.conversion.job.JobLines;
import org.slportal.services.conversion.job.RequestJob;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.CsvInput;
import org.slportal.ui.component.CsvProblemTable;
import org.slportal.ui.component.Figures;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** Many PAKs at once: which ones, into which Virtual Account, what would happen, and then it begins. */
@Route("convert/bulk")
@PermitAll
public class BulkConvertView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private static final String ALL = "all";
    private static final String TEXT = "q";
    private static final String STATUS = "status";

    /** Where the lines come from. */
    private enum From {
        SELECTION,
        FILTER,
        FILE
    }

    private final transient BulkForecasts forecasts;
    private final transient ConversionJobService jobs;
    private final transient BulkSelection selection;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    private final RadioButtonGroup<From> from = new RadioButtonGroup<>();
    private final PoolPicker target;
    private final Div file = new Div();
    private final Div right = new Div();
    private CsvInput input = new CsvInput();
    private transient PakFilter filter = PakFilter.ALL;
    private String requestKey = "";

    public BulkConvertView(
            BulkForecasts forecasts,
            ConversionJobService jobs,
            BulkSelection selection,
            CurrentActor current,
            CurrentAccount account) {
        this.forecasts = forecasts;
        this.jobs = jobs;
        this.selection = selection;
        this.current = current;
        this.account = account;
        target = PoolPicker.required(t("convert.into"), account, Permission.MANAGE_LICENSES);
    }

    /** The address that converts all a filter finds. */
    static QueryParameters allOf(PakFilter filter) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put(ALL, "1");
        if (!filter.text().isEmpty()) {
            parameters.put(TEXT, filter.text());
        }
        PakStatus status = filter.status();
        if (status != null) {
            parameters.put(STATUS, status.name());
        }
        return QueryParameters.simple(parameters);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters query = event.getLocation().getQueryParameters();
        filter = filter(query);
        header().title(t("bulk.title"))
                .context(
                        new RouterLink(t("convert.paks"), ConvertPaksView.class),
                        new RouterLink(t("job.all"), ConversionJobsView.class));
        fillTargets();
        fillSources(query.getSingleParameter(ALL).isPresent());
        input = new CsvInput();
        file.removeAll();
        file.add(new Paragraph(t("bulk.file.columns")), input);
        right.setClassName("card");
        right.getElement().setAttribute("aria-live", "polite");
        Div left = div("card page", from, file, target);
        clear();
        add(div("two", left, right));
        changed();
    }

    private static PakFilter filter(QueryParameters query) {
        String text = query.getSingleParameter(TEXT).orElse("");
        PakStatus status = query.getSingleParameter(STATUS)
                .flatMap(name -> List.of(PakStatus.values()).stream()
                        .filter(value -> value.name().equals(name))
                        .findFirst())
                .orElse(null);
        return new PakFilter(text, status);
    }

    private void fillTargets() {
        target.setValue(account.pool(Permission.MANAGE_LICENSES).orElseThrow(PortalException::notAllowed));
        target.addValueChangeListener(change -> changed());
    }

    private void fillSources(boolean all) {
        List<From> offered = new ArrayList<>();
        if (!selection.paks().isEmpty()) {
            offered.add(From.SELECTION);
        }
        if (all) {
            offered.add(From.FILTER);
        }
        offered.add(From.FILE);
        from.setItems(offered);
        from.setLabel(t("bulk.from"));
        from.setItemLabelGenerator(this::name);
        from.setValue(all ? From.FILTER : offered.getFirst());
        from.addValueChangeListener(change -> changed());
    }

    private String name(From source) {
        return switch (source) {
            case SELECTION ->
                t(
                        "bulk.from.selection",
                        selection.paks().size(),
                        Numbers.plain(selection.paks().size()));
            case FILTER -> filter.equals(PakFilter.ALL) ? t("bulk.from.all") : t("bulk.from.filter", describe());
            case FILE -> t("bulk.from.file");
        };
    }

    private String describe() {
        PakStatus status = filter.status();
        String name = status == null ? "" : t("pak." + status.name());
        return filter.text().isEmpty() || name.isEmpty() ? filter.text() + name : filter.text() + ", " + name;
    }

    /** What was checked no longer holds: a new check, and a new name for the act. */
    private void changed() {
        requestKey = UUID.randomUUID().toString();
        boolean fromFile = from.getValue() == From.FILE;
        file.setVisible(fromFile);
        right.removeAll();
        right.add(new H2(t("convert.what-will-happen")));
        if (fromFile) {
            right.add(new Paragraph(t("bulk.check-first")), buttons(primary(t("bulk.check"), this::check)));
        } else {
            check();
        }
    }

    private Optional<JobLines> lines() {
        return switch (from.getValue()) {
            case SELECTION -> Optional.of(new JobLines.OfPaks(selection.paks()));
            case FILTER -> Optional.of(new JobLines.Matching(filter));
            case FILE -> input.bytes().map(JobLines.InFile::new);
        };
    }

    private void check() {
        Optional<JobLines> lines = lines();
        if (lines.isEmpty()) {
            Notices.refusal(t("csv.nothing"));
            return;
        }
        VirtualAccountItem into = target.getValue();
        try {
            show(lines.get(), into, forecasts.of(current.get(), into.smartAccountId(), into.id(), lines.get()));
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
        }
    }

    private void show(JobLines lines, VirtualAccountItem into, BulkForecast forecast) {
        right.removeAll();
        right.add(new H2(t("convert.what-will-happen")));
        Button again = new Button(t("bulk.check-again"), click -> check());
        boolean fromFile = lines instanceof JobLines.InFile;
        if (!forecast.fileProblems().isEmpty()) {
            right.add(
                    new CsvProblemTable(
                            forecast.fileProblems(), forecast.fileProblems().size()),
                    buttons(again));
            return;
        }
        right.add(new Figures()
                .figure(t("bulk.converting"), forecast.convertingLines())
                .figure(t("bulk.refused"), forecast.refusedLines()));
        if (!forecast.refused().isEmpty()) {
            Table reasons = new Table().head(t("job.line.reason")).numberHead(t("job.lines"));
            forecast.refused()
                    .forEach((reason, count) -> reasons.row(
                            List.of(new Span(JobTexts.reason(this, reason)), Table.number(Numbers.plain(count)))));
            right.add(reasons);
        }
        if (forecast.convertingLines() > 0) {
            right.add(new PreviewPanel(forecast.pools(), into.name(), t("convert.classic-invalid")));
        } else {
            right.add(new Paragraph(t("bulk.nothing")));
        }
        Button start = primary(
                t("bulk.start", forecast.convertingLines(), Numbers.plain(forecast.convertingLines())),
                () -> start(lines, into));
        start.setDisableOnClick(true);
        // A file of nothing but refused lines is still worth a job that says so line by line.
        start.setEnabled(forecast.lines() > 0 && (fromFile || forecast.convertingLines() > 0));
        right.add(fromFile ? buttons(again, start) : buttons(start));
    }

    private void start(JobLines lines, VirtualAccountItem into) {
        try {
            var job = jobs.request(current.get(), new RequestJob(requestKey, into.smartAccountId(), into.id(), lines));
            selection.choose(List.of());
            UI.getCurrent().navigate(ConversionJobView.class, ConversionJobView.of(job));
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
            changed();
        }
    }

    private static Button primary(String text, com.vaadin.flow.function.SerializableRunnable act) {
        Button button = new Button(text, click -> act.run());
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private static Component buttons(Component... buttons) {
        return div("toolbar end", buttons);
    }
}
