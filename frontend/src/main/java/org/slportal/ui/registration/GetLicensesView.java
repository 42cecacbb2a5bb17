package org.slportal.ui.registration;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.DeviceChoice;
import org.slportal.services.registration.FulfilmentService;
import org.slportal.services.registration.GetLicenses;
import org.slportal.services.registration.GetLicensesResult;
import org.slportal.services.registration.LicenseFiles;
import org.slportal.services.registration.RegisteredPakDetail;
import org.slportal.services.registration.RegisteredPakLine;
import org.slportal.services.registration.RegisteredPakService;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Get Licenses: some of a PAK for a device, and the device's licence file. One visit has one request key: a double click gets once. */
@Route("registration/get-licenses/:pak([0-9]+)")
@PermitAll
public class GetLicensesView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    /** One line and its fields. */
    private record Choice(RegisteredPakLine line, Checkbox tick, IntegerField quantity) {}

    private final transient RegisteredPakService paks;
    private final transient FulfilmentService fulfilments;
    private final transient LicenseFiles files;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    private final ComboBox<DeviceChoice> device = new ComboBox<>();
    private final Div right = new Div();
    private final transient List<Choice> choices = new ArrayList<>();
    private String requestKey = "";
    private transient @Nullable RegisteredPakDetail detail;

    public GetLicensesView(
            RegisteredPakService paks,
            FulfilmentService fulfilments,
            LicenseFiles files,
            CurrentActor current,
            CurrentAccount account) {
        this.paks = paks;
        this.fulfilments = fulfilments;
        this.files = files;
        this.current = current;
        this.account = account;
    }

    static RouteParameters of(PakId pak) {
        return new RouteParameters(new RouteParam("pak", pak.toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RegisteredPakDetail shown = paks.detail(current.get(), RegisteredPakView.id(event));
        current.get()
                .require(
                        Permission.MANAGE_LICENSES, shown.account(), shown.pak().pool());
        detail = shown;
        account.choose(shown.account());
        requestKey = UUID.randomUUID().toString();
        choices.clear();
        clear();
        header().title(t("lrp.get.title"), shown.pak().number())
                .context(shown.pak().family())
                .actions(new Button(t("act.cancel"), click -> UI.getCurrent().navigate(RegisteredPaksView.class)));
        device.setLabel(t("lrp.device"));
        device.setHelperText(t("lrp.get.device-hint"));
        device.setWidthFull();
        device.setItems(query -> fulfilments
                .devices(
                        current.get(),
                        shown.account(),
                        query.getFilter().orElse(""),
                        query.getOffset(),
                        query.getLimit())
                .stream());
        device.setItemLabelGenerator(choice -> choice.udi() + " · " + choice.family());
        device.addValueChangeListener(change -> changed());
        right.setClassName("card");
        right.getElement().setAttribute("aria-live", "polite");
        Div left = div(
                "page",
                div("card", device, new RouterLink(t("lrp.get.add-device"), RegisteredDevicesView.class)),
                div("card flush", lines(shown.pak().lines())));
        add(div("two", left, right));
        changed();
    }

    private Table lines(List<RegisteredPakLine> lines) {
        Table table = new Table()
                .head(t("convert.step.choose"))
                .head(t("lrp.product"))
                .numberHead(t("lrp.available"))
                .numberHead(t("field.quantity"));
        for (RegisteredPakLine line : lines) {
            Checkbox tick = new Checkbox();
            tick.setAriaLabel(t("lrp.get.choose", line.sku()));
            tick.setEnabled(line.available() > 0);
            IntegerField quantity = new IntegerField();
            quantity.setAriaLabel(t("lrp.get.quantity-of", line.sku()));
            quantity.setMin(1);
            quantity.setMax(line.available());
            quantity.setStepButtonsVisible(true);
            quantity.setManualValidation(true);
            quantity.setValue(Math.min(1, line.available()));
            quantity.setEnabled(false);
            quantity.setValueChangeMode(ValueChangeMode.LAZY);
            tick.addValueChangeListener(change -> {
                quantity.setEnabled(tick.getValue());
                changed();
            });
            quantity.addValueChangeListener(change -> changed());
            choices.add(new Choice(line, tick, quantity));
            Span amount = Table.number("");
            amount.add(quantity);
            table.row(List.of(
                            tick,
                            new Div(Table.mono(line.sku()), new Div(line.product())),
                            Table.number(Numbers.plain(line.available())),
                            amount))
                    .setClassName("off", line.available() == 0);
        }
        return table;
    }

    private Map<PakLineId, Integer> quantities() {
        Map<PakLineId, Integer> quantities = new LinkedHashMap<>();
        choices.stream().filter(choice -> choice.tick().getValue()).forEach(choice -> {
            Integer value = choice.quantity().getValue();
            quantities.put(choice.line().id(), value == null ? 0 : value);
        });
        return quantities;
    }

    private GetLicenses asked(DeviceChoice into) {
        if (detail == null) {
            throw new IllegalStateException("Asked before the page was entered");
        }
        return new GetLicenses(requestKey, detail.account(), into.id(), quantities());
    }

    private void changed() {
        right.removeAll();
        right.add(new H2(t("convert.what-will-happen")));
        DeviceChoice into = device.getValue();
        if (into == null || quantities().isEmpty()) {
            showRefusals(List.of());
            right.add(new Paragraph(t("lrp.get.nothing-chosen")));
            return;
        }
        try {
            List<GetLicensesResult.Refusal> refusals = fulfilments.check(current.get(), asked(into));
            showRefusals(refusals);
            if (!refusals.isEmpty()) {
                right.add(new Paragraph(t("lrp.get.fix-first")));
                return;
            }
        } catch (PortalException refusal) {
            right.add(new Paragraph(Notices.text(this, refusal)));
            return;
        }
        UnorderedList consequences = new UnorderedList();
        choices.stream()
                .filter(choice -> choice.tick().getValue())
                .forEach(choice -> consequences.add(new ListItem(t(
                        "lrp.get.will",
                        Numbers.plain(choice.quantity().getValue()),
                        choice.line().sku(),
                        into.udi()))));
        Paragraph later = new Paragraph(t("lrp.get.later"));
        later.addClassName("muted");
        Button get = new Button(t("lrp.get-licenses"), click -> get(into));
        get.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        get.setDisableOnClick(true);
        get.addClickShortcut(Key.ENTER).listenOn(right).resetFocusOnActiveElement();
        right.add(div("prose", consequences, later), div("toolbar end", get));
    }

    private void showRefusals(List<GetLicensesResult.Refusal> refusals) {
        for (Choice choice : choices) {
            String reason = refusals.stream()
                    .filter(refusal -> refusal.line().equals(choice.line().id()))
                    .findFirst()
                    .map(refusal -> t(
                            "fulfilment." + refusal.reason().name(),
                            refusal.arguments().toArray()))
                    .orElse("");
            choice.quantity().setInvalid(!reason.isEmpty());
            choice.quantity().setErrorMessage(reason);
        }
    }

    private void get(DeviceChoice into) {
        try {
            switch (fulfilments.getLicenses(current.get(), asked(into))) {
                case GetLicensesResult.Fulfilled done -> show(done, into);
                case GetLicensesResult.Rejected rejected -> {
                    // Somebody else took of it meanwhile: nothing was installed.
                    Notices.refusal(t("lrp.get.rejected"));
                    changed();
                    showRefusals(rejected.refusals());
                }
            }
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
            changed();
        }
    }

    private void show(GetLicensesResult.Fulfilled done, DeviceChoice into) {
        clear();
        header().actions();
        Table table = new Table().head("SKU").numberHead(t("field.quantity"));
        done.lines()
                .forEach(line ->
                        table.row(List.of(Table.mono(line.sku()), Table.number(Numbers.plain(line.quantity())))));
        Pre file = new Pre(done.file().text());
        file.addClassName("secret");
        add(div(
                "card",
                new H2(t("lrp.got.title", done.device())),
                table,
                new Paragraph(t("lrp.got.file")),
                file,
                div(
                        "toolbar",
                        Downloads.licenseFile(t("lrp.file.download"), files, current, into.id()),
                        new RouterLink(t("lrp.got.licenses"), RegisteredLicensesView.class),
                        new RouterLink(t("lrp.added.see"), RegisteredPaksView.class))));
    }
}
