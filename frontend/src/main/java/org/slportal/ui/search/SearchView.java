package org.slportal.ui.search;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.function.Function;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.search.Hits;
import org.slportal.services.search.SearchAnswer;
import org.slportal.services.search.SearchService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.registration.RegisteredDevicesView;
import org.slportal.ui.registration.RegisteredPaksView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Where it is, why it cannot be converted, and what to do next: for whatever number or name somebody has in hand. */
@Route("search")
@PermitAll
public class SearchView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient SearchService search;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public SearchView(SearchService search, CurrentActor current, CurrentAccount account, Dates dates) {
        this.search = search;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        current.get().requireAnywhere(Permission.VIEW, here.id());
        String text = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("q")
                .orElse("")
                .strip();
        clear();
        header().title(t("search.title")).context(here.name(), t("search.context"));
        TextField field = field(text);
        add(field(field));
        if (text.isEmpty()) {
            add(new EmptyState(t("search.nothing-asked.title"), t("search.nothing-asked.advice")));
            return;
        }
        try {
            show(here, search.find(current.get(), here.id(), text));
        } catch (PortalException refusal) {
            if (refusal.kind() != PortalException.Kind.REJECTED) {
                throw refusal;
            }
            field.setErrorMessage(Notices.text(this, refusal));
            field.setInvalid(true);
        }
    }

    private TextField field(String text) {
        TextField field = new TextField();
        field.setValue(text);
        field.setPlaceholder(t("shell.search"));
        field.setAriaLabel(t("search.field"));
        field.setClearButtonVisible(true);
        field.setManualValidation(true);
        field.addKeyPressListener(Key.ENTER, event -> open(field));
        return field;
    }

    private Component field(TextField field) {
        Button find = new Button(t("search.find"), click -> open(field));
        find.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return div("toolbar", field, find);
    }

    private static void open(TextField field) {
        UI.getCurrent()
                .navigate(SearchView.class, SearchLinks.query(field.getValue().strip()));
    }

    private void show(SmartAccountItem here, SearchAnswer answer) {
        boolean converts = current.get().mayAnywhere(Permission.MANAGE_LICENSES, here.id());
        String text = answer.text();
        if (answer.isEmpty()) {
            nothing(answer);
            return;
        }
        group(
                "search.paks",
                answer.paks(),
                pak -> new PakAnswer(pak, dates, converts),
                SearchLinks.to(t("search.more-paks"), ConvertPaksView.class, text));
        group(
                "search.devices",
                answer.devices(),
                device -> new DeviceAnswer(device, dates, converts),
                new RouterLink(t("search.more-devices"), RegisteredDevicesView.class));
        group(
                "search.skus",
                answer.skus(),
                sku -> new SkuAnswer(sku),
                SearchLinks.to(t("search.more-paks"), ConvertPaksView.class, text));
        group("search.orders", answer.orders(), order -> new OrderAnswer(order, dates), null);
        group("search.licenses", answer.licenses(), LicenseAnswer::new, null);
    }

    private <T> void group(
            String title,
            Hits<T> hits,
            Function<T, Component> card,
            @org.jspecify.annotations.Nullable Component more) {
        if (hits.isEmpty()) {
            return;
        }
        add(new H2(t(title)));
        hits.items().forEach(hit -> add(card.apply(hit)));
        if (hits.more()) {
            Paragraph rest = new Paragraph(t("search.more", Hits.SHOWN) + " ");
            if (more != null) {
                rest.add(more);
            }
            add(rest);
        }
    }

    private void nothing(SearchAnswer answer) {
        if (answer.elsewhere().isEmpty()) {
            add(new EmptyState(
                    t("search.nothing.title", answer.text()),
                    t("search.nothing.advice"),
                    new RouterLink(t("search.nothing.add-pak"), RegisteredPaksView.class),
                    new RouterLink(t("search.nothing.add-device"), RegisteredDevicesView.class)));
        } else {
            add(new EmptyState(
                    t("search.elsewhere.title", answer.text()),
                    t("search.elsewhere.advice", String.join(", ", answer.elsewhere()))));
        }
    }
}
