package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.PakId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.conversion.ConversionPreview;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakDetail;
import org.slportal.services.conversion.PakService;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/**
 * Converts some of a PAK: choose, review, result. One run has one request key, so a double click or a repeated submit converts once;
 * what changed meanwhile is told line by line.
 */
@Route("convert/pak/:pak([0-9]+)")
@PermitAll
public class ConvertPakView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient PakService paks;
    private final transient ConversionService conversions;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    private final Select<VirtualAccountItem> target = new Select<>();
    private final Div left = new Div();
    private final Div right = new Div();
    private final Div steps = new Div();
    private String requestKey = "";
    private @Nullable PakLines lines;

    public ConvertPakView(
            PakService paks, ConversionService conversions, CurrentActor current, CurrentAccount account, Dates dates) {
        this.paks = paks;
        this.conversions = conversions;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    public static RouteParameters of(PakId pak) {
        return new RouteParameters(new RouteParam("pak", pak.toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        PakDetail detail = paks.detail(current.get(), id(event));
        requestKey = UUID.randomUUID().toString();
        lines = new PakLines(detail.lines(), dates, this::choicesChanged);
        header().title(t("convert.pak"), detail.item().number())
                .context(
                        t("convert.order", detail.item().orderNumber()),
                        dates.date(detail.item().orderDate()),
                        t("convert.family", detail.item().family()));
        Button cancel = new Button(t("act.cancel"), click -> UI.getCurrent().navigate(ConvertPaksView.class));
        header().actions(cancel);
        left.setClassName("page");
        right.setClassName("card");
        right.getElement().setAttribute("aria-live", "polite");
        fillTargets();
        clear();
        add(steps, div("two", left, right));
        choose();
    }

    /** Only Virtual Accounts where the person may convert. */
    private void fillTargets() {
        Actor actor = current.get();
        List<VirtualAccountItem> allowed = account.pools().stream()
                .filter(pool -> actor.may(Permission.MANAGE_LICENSES, pool.smartAccountId(), pool.id()))
                .toList();
        if (allowed.isEmpty()) {
            throw PortalException.notAllowed();
        }
        target.setItems(allowed);
        target.setItemLabelGenerator(VirtualAccountItem::name);
        target.setLabel(t("convert.into"));
        target.setValue(account.pool().filter(allowed::contains).orElse(allowed.getFirst()));
        target.addValueChangeListener(change -> choicesChanged());
    }

    // Step 1

    private void choose() {
        showStep(1);
        PakLines table = requireLines();
        table.setReadOnly(false);
        target.setReadOnly(false);
        left.removeAll();
        left.add(div("card", target), div("card flush", table));
        choicesChanged();
    }

    private void choicesChanged() {
        right.removeAll();
        right.add(new H2(t("convert.what-will-happen")));
        PakLines table = requireLines();
        List<LineQuantity> chosen = table.chosen();
        Button next = primary(t("convert.next"), this::review);
        if (chosen.isEmpty()) {
            right.add(new Paragraph(t("convert.nothing-chosen")));
            next.setEnabled(false);
        } else {
            ConversionPreview preview = conversions.preview(current.get(), request(chosen));
            table.showRefusals(preview.refusals());
            next.setEnabled(preview.refusals().isEmpty());
            right.add(new PreviewPanel(preview, targetAccount().name(), table.leavesRest()));
        }
        right.add(buttons(next));
    }

    // Step 2

    private void review() {
        List<LineQuantity> chosen = requireLines().chosen();
        ConversionPreview preview = conversions.preview(current.get(), request(chosen));
        if (!preview.refusals().isEmpty()) {
            choicesChanged();
            return;
        }
        showStep(2);
        requireLines().setReadOnly(true);
        target.setReadOnly(true);
        left.removeAll();
        left.add(
                div("card", new H2(t("convert.review-title", targetAccount().name())), target),
                div("card flush", requireLines()));
        right.removeAll();
        right.add(
                new H2(t("convert.what-will-happen")),
                new PreviewPanel(preview, targetAccount().name(), requireLines().leavesRest()));
        Button convert = primary(t("convert.submit"), () -> convert(chosen));
        convert.setDisableOnClick(true);
        right.add(buttons(new Button(t("act.back"), click -> choose()), convert));
    }

    // Step 3

    private void convert(List<LineQuantity> chosen) {
        try {
            switch (conversions.convert(current.get(), request(chosen))) {
                case ConversionResult.Converted converted -> {
                    showStep(3);
                    header().actions();
                    left.removeAll();
                    left.add(new ConvertedPanel(converted, targetAccount()));
                    right.removeAll();
                    right.add(new H2(t("convert.next-steps")), nextSteps());
                }
                case ConversionResult.Rejected rejected -> {
                    // Someone else was faster, or the catalogue changed: nothing was converted.
                    requestKey = UUID.randomUUID().toString();
                    Notices.refusal(t("convert.rejected"));
                    choose();
                    requireLines().showRefusals(rejected.refusals());
                }
            }
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
            choose();
        }
    }

    private Component nextSteps() {
        return div(
                "prose",
                new Paragraph(t("convert.next-steps.text")),
                new RouterLink(t("convert.history"), ConversionHistoryView.class),
                new RouterLink(t("convert.more"), ConvertPaksView.class));
    }

    private ConvertLines request(List<LineQuantity> chosen) {
        VirtualAccountItem into = targetAccount();
        return new ConvertLines(requestKey, into.smartAccountId(), into.id(), chosen);
    }

    private VirtualAccountItem targetAccount() {
        return target.getValue();
    }

    private PakLines requireLines() {
        if (lines == null) {
            throw new IllegalStateException("Asked before the page was entered");
        }
        return lines;
    }

    private Button primary(String text, com.vaadin.flow.function.SerializableRunnable act) {
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
        steps.add(new Steps(now, t("convert.step.choose"), t("convert.step.review"), t("convert.step.result")));
    }

    private static PakId id(BeforeEnterEvent event) {
        try {
            return new PakId(
                    Long.parseLong(event.getRouteParameters().get("pak").orElse("0")));
        } catch (NumberFormatException tooLong) {
            throw PortalException.notFound();
        }
    }
}
