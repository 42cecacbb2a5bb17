package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.assisted.AskForConversion;
import org.slportal.services.assisted.AssistedResult;
import org.slportal.services.assisted.AssistedService;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.search.FoundLine;
import org.slportal.services.search.SearchAnswer;
import org.slportal.services.search.SearchService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** Asks for an assisted conversion: first which line, unless the link names it, then how many, where to, and why. */
@Route("convert/assisted/ask")
@PermitAll
public class AskAssistedView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final String QUERY = "q";

    private final transient AssistedService requests;
    private final transient SearchService search;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    public AskAssistedView(
            AssistedService requests, SearchService search, CurrentActor current, CurrentAccount account) {
        this.requests = requests;
        this.search = search;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        current.get().requireAnywhere(Permission.MANAGE_LICENSES, here.id());
        QueryParameters query = event.getLocation().getQueryParameters();
        clear();
        header().title(t("assisted.ask-title"))
                .context(here.name())
                .actions(new Button(t("act.cancel"), click -> UI.getCurrent().navigate(AssistedView.class)));
        Optional<TraditionalLineId> line = line(query);
        if (line.isPresent()) {
            add(form(here, requests.line(current.get(), here.id(), line.get())));
        } else {
            choose(here, query.getSingleParameter(QUERY).orElse("").strip());
        }
    }

    private static Optional<TraditionalLineId> line(QueryParameters query) {
        Optional<TraditionalLineId> pak = query.getSingleParameter(ConvertNavigation.PAK_LINE)
                .map(text -> new PakLineId(ConvertNavigation.id(text)));
        return pak.or(() -> query.getSingleParameter(ConvertNavigation.LICENSE)
                .map(text -> new LegacyLicenseId(ConvertNavigation.id(text))));
    }

    // Which line?

    private void choose(SmartAccountItem here, String text) {
        TextField field = new TextField();
        field.setValue(text);
        field.setPlaceholder(t("assisted.find"));
        field.setAriaLabel(t("assisted.find"));
        field.addKeyPressListener(Key.ENTER, event -> find(field));
        Button find = new Button(t("search.find"), click -> find(field));
        find.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(div("toolbar", field, find));
        if (!text.isEmpty()) {
            add(found(search.find(current.get(), here.id(), text)));
        }
    }

    private static void find(TextField field) {
        UI.getCurrent()
                .navigate(
                        AskAssistedView.class,
                        QueryParameters.of(QUERY, field.getValue().strip()));
    }

    private Component found(SearchAnswer answer) {
        List<TraditionalLineItem> lines = Stream.concat(
                        answer.paks().items().stream().flatMap(pak -> pak.lines().stream()),
                        answer.devices().items().stream().flatMap(device -> {
                            var registration = device.registration();
                            return registration == null ? Stream.<FoundLine>of() : registration.lines().stream();
                        }))
                .map(FoundLine::item)
                .filter(line -> line.available() > 0)
                .toList();
        if (lines.isEmpty()) {
            return new EmptyState(t("assisted.no-lines", answer.text()), t("assisted.no-lines.advice"));
        }
        Table table = new Table()
                .head(t("convert.origin"))
                .head("SKU")
                .numberHead(t("convert.available"))
                .head(t("grid.actions"));
        lines.forEach(line -> table.row(List.of(
                Table.mono(line.origin()),
                Table.mono(line.sku()),
                Table.number(Numbers.plain(line.available())),
                ConvertNavigation.ask(t("assisted.choose"), line.id()))));
        return div("card flush", table);
    }

    // How many, where to, why?

    private Component form(SmartAccountItem here, TraditionalLineItem line) {
        PoolPicker target = PoolPicker.required(t("convert.into"), account, Permission.MANAGE_LICENSES);
        target.setValue(account.pool(Permission.MANAGE_LICENSES).orElseThrow(PortalException::notAllowed));
        IntegerField quantity = new IntegerField(t("field.quantity"));
        quantity.setManualValidation(true);
        quantity.setStepButtonsVisible(true);
        quantity.setMin(1);
        quantity.setMax(Math.max(1, line.available()));
        quantity.setValue(line.available());
        TextArea reason = new TextArea(t("assisted.reason"));
        reason.setHelperText(t("assisted.reason-hint"));
        reason.setManualValidation(true);
        reason.setWidthFull();
        Button ask = new Button(t("assisted.ask-button"));
        ask.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        ask.setDisableOnClick(true);
        ask.addClickListener(click -> {
            try {
                ask(here, line, target.getValue(), quantity, reason);
            } finally {
                ask.setEnabled(true);
            }
        });
        return div(
                "card",
                new Facts()
                        .identifier(t("convert.origin"), line.origin())
                        .identifier("SKU", line.sku())
                        .fact(t("field.description"), line.description())
                        .fact(t("convert.available"), Numbers.plain(line.available()))
                        .fact(t("search.why"), why(line)),
                div("form", target, quantity, reason, ask));
    }

    private Span why(TraditionalLineItem line) {
        var reason = line.ineligibility();
        return new Span(reason == null ? t("assisted.covered") : t("ineligible." + reason.name()));
    }

    private void ask(
            SmartAccountItem here,
            TraditionalLineItem line,
            VirtualAccountItem target,
            IntegerField quantity,
            TextArea reason) {
        Integer units = quantity.getValue();
        Map<String, HasValidation> fields = Map.of("quantity", quantity, "reason", reason);
        Notices.attempt(this, fields, () -> {
            AssistedResult result = requests.ask(
                    current.get(),
                    new AskForConversion(
                            here.id(), line.id(), target.id(), units == null ? 0 : units, reason.getValue()));
            switch (result) {
                case AssistedResult.Asked asked -> {
                    Notices.done(t("assisted.asked"));
                    UI.getCurrent().navigate(AssistedRequestView.class, ConvertNavigation.request(asked.request()));
                }
                case AssistedResult.Refused refused -> {
                    quantity.setErrorMessage(t(
                            "ineligible." + refused.reason().name(),
                            refused.arguments().toArray()));
                    quantity.setInvalid(true);
                }
                case AssistedResult.Converted converted -> throw PortalException.stale();
            }
        });
    }
}
