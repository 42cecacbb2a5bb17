package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.conversion.ConversionPreview;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/**
 * Converts traditional licences of one PAK or one device: choose, pre-flight, review, result. One run has one request key, so a double click or a
 * repeated submit converts once; what changed meanwhile is told line by line.
 */
abstract class ConversionWizard extends Page {

    private static final long serialVersionUID = 1L;

    private final transient ConversionService conversions;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;
    private final ConversionSubject subject;

    private final PoolPicker target;
    private final Div left = new Div();
    private final Div right = new Div();
    private final Div steps = new Div();
    private String requestKey = "";
    private @Nullable LinePicker lines;

    protected ConversionWizard(
            ConversionSubject subject,
            ConversionService conversions,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        this.subject = subject;
        this.conversions = conversions;
        this.current = current;
        this.account = account;
        this.dates = dates;
        left.setClassName("page");
        right.setClassName("card");
        right.getElement().setAttribute("aria-live", "polite");
        target = PoolPicker.required(t("convert.into"), account, Permission.MANAGE_LICENSES);
        target.addValueChangeListener(change -> choicesChanged());
    }

    protected final Actor actor() {
        return current.get();
    }

    protected final Dates dates() {
        return dates;
    }

    /**
     * Begins a run; title and context are set by the caller.
     *
     * @param offered ordered by PAK or device
     * @param preferred Virtual Account to offer first; null for the one last looked at
     */
    protected final void begin(List<TraditionalLineItem> offered, @Nullable VirtualAccountId preferred) {
        requestKey = UUID.randomUUID().toString();
        lines = null;
        fillTargets(preferred);
        lines = new LinePicker(offered, dates, this::choicesChanged);
        header().actions(new Button(t("act.cancel"), click -> UI.getCurrent().navigate(subject.list())));
        clear();
        add(steps, div("two", left, right));
        choose();
    }

    /** Only Virtual Accounts where the person may convert. */
    private void fillTargets(@Nullable VirtualAccountId preferred) {
        target.setValue(account.pool(Permission.MANAGE_LICENSES, preferred).orElseThrow(PortalException::notAllowed));
    }

    // Step 1

    private void choose() {
        showStep(1);
        LinePicker table = requireLines();
        table.setReadOnly(false);
        target.setReadOnly(false);
        left.removeAll();
        left.add(div("card", target), div("card flush", table));
        choicesChanged();
    }

    private void choicesChanged() {
        LinePicker table = lines;
        if (table == null) {
            // The list of targets is being filled.
            return;
        }
        right.removeAll();
        right.add(new H2(t("convert.what-will-happen")));
        List<LineQuantity> chosen = table.chosen();
        Button next = primary(t("convert.next"), this::preflight);
        if (chosen.isEmpty()) {
            right.add(new Paragraph(t("convert.nothing-chosen")));
            next.setEnabled(false);
        } else {
            ConversionPreview preview = conversions.preview(current.get(), request(chosen));
            table.showRefusals(preview.refusals());
            next.setEnabled(preview.refusals().isEmpty());
            right.add(panel(preview));
        }
        right.add(buttons(next));
    }

    // Step 2

    private void preflight() {
        ConversionPreview preview =
                conversions.preview(current.get(), request(requireLines().chosen()));
        if (!preview.refusals().isEmpty()) {
            choicesChanged();
            return;
        }
        showStep(2);
        requireLines().setReadOnly(true);
        target.setReadOnly(true);
        left.removeAll();
        left.add(new PreflightPanel(
                requireLines().picked(),
                requireLines().ineligible(),
                preview,
                targetAccount().name()));
        right.removeAll();
        right.add(
                new H2(t("preflight.next")),
                new Paragraph(t("preflight.nothing-yet")),
                buttons(new Button(t("act.back"), click -> choose()), primary(t("convert.next"), this::review)));
    }

    // Step 3

    private void review() {
        List<LineQuantity> chosen = requireLines().chosen();
        ConversionPreview preview = conversions.preview(current.get(), request(chosen));
        if (!preview.refusals().isEmpty()) {
            choose();
            return;
        }
        showStep(3);
        requireLines().setReadOnly(true);
        target.setReadOnly(true);
        left.removeAll();
        left.add(
                div("card", new H2(t("convert.review-title", targetAccount().name())), target),
                div("card flush", requireLines()));
        right.removeAll();
        right.add(new H2(t("convert.what-will-happen")), panel(preview));
        Button convert = primary(t("convert.submit"), () -> convert(chosen));
        convert.setDisableOnClick(true);
        right.add(buttons(new Button(t("act.back"), click -> preflight()), convert));
    }

    // Step 4

    private void convert(List<LineQuantity> chosen) {
        try {
            switch (conversions.convert(current.get(), request(chosen))) {
                case ConversionResult.Converted converted -> {
                    showStep(4);
                    header().actions();
                    left.removeAll();
                    left.add(new ConvertedPanel(converted, targetAccount()));
                    right.removeAll();
                    right.add(
                            new H2(t("convert.next-steps")),
                            nextSteps(ConvertNavigation.record(t("record.open"), converted.id())));
                }
                case ConversionResult.WaitsForApproval waiting -> {
                    showStep(4);
                    header().actions();
                    left.removeAll();
                    left.add(div(
                            "card",
                            new H2(t("convert.waits.title")),
                            new Paragraph(t("convert.waits.text")),
                            new RouterLink(
                                    t("convert.waits.link", waiting.job().toString()),
                                    ConversionJobView.class,
                                    ConversionJobView.of(waiting.job()))));
                    right.removeAll();
                    right.add(new H2(t("convert.next-steps")), nextSteps());
                }
                case ConversionResult.Rejected rejected -> {
                    // Someone else was faster, or the catalogue changed: nothing was converted.
                    requestKey = UUID.randomUUID().toString();
                    Notices.refusal(t(subject.key("convert.rejected.")));
                    choose();
                    requireLines().showRefusals(rejected.refusals());
                }
            }
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
            choose();
        }
    }

    private Component nextSteps(Component... first) {
        Div steps = div("prose", new Paragraph(t("convert.next-steps.text")));
        steps.add(first);
        steps.add(
                new RouterLink(t("convert.history"), ConversionHistoryView.class),
                new RouterLink(t(subject.key("convert.more.")), subject.list()));
        return steps;
    }

    private PreviewPanel panel(ConversionPreview preview) {
        String consequence =
                requireLines().leavesRest() ? subject.key("convert.rest-reissued.") : "convert.classic-invalid";
        return new PreviewPanel(preview, targetAccount().name(), t(consequence));
    }

    private ConvertLines request(List<LineQuantity> chosen) {
        VirtualAccountItem into = targetAccount();
        return new ConvertLines(requestKey, into.smartAccountId(), into.id(), chosen);
    }

    private VirtualAccountItem targetAccount() {
        return target.getValue();
    }

    private LinePicker requireLines() {
        if (lines == null) {
            throw new IllegalStateException("Asked before the page was entered");
        }
        return lines;
    }

    private Button primary(String text, SerializableRunnable act) {
        Button button = new Button(text, click -> act.run());
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        button.addClickShortcut(Key.ENTER).listenOn(left).resetFocusOnActiveElement();
        return button;
    }

    private static Div buttons(Component... buttons) {
        Div row = new Div(buttons);
        row.addClassNames("toolbar", "end");
        return row;
    }

    private void showStep(int now) {
        steps.removeAll();
        steps.add(new Steps(
                now,
                t("convert.step.choose"),
                t("convert.step.preflight"),
                t("convert.step.review"),
                t("convert.step.result")));
    }

    /** An id in the address; one too long for any id is as unknown as a foreign one. */
    protected static long id(BeforeEnterEvent event, String name) {
        try {
            return Long.parseLong(event.getRouteParameters().get(name).orElse("0"));
        } catch (NumberFormatException tooLong) {
            throw PortalException.notFound();
        }
    }
}
