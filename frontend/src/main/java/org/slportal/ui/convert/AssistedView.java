package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.assisted.AssistedListItem;
import org.slportal.services.assisted.AssistedService;
import org.slportal.services.assisted.AssistedSort;
import org.slportal.services.assisted.AssistedState;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Requests to convert by hand what no rule covers. */
@Route("convert/assisted")
@PermitAll
public class AssistedView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AssistedService requests;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public AssistedView(AssistedService requests, CurrentActor current, CurrentAccount account, Dates dates) {
        this.requests = requests;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here);
        header().actions();
        boolean converts = current.get().mayAnywhere(Permission.MANAGE_LICENSES, here.id());
        if (converts) {
            Button ask = new Button(t("assisted.ask"), click -> UI.getCurrent().navigate(AskAssistedView.class));
            ask.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            header().actions(ask);
        }
        Select<AssistedState> state = new Select<>();
        state.setItems(AssistedState.values());
        state.setItemLabelGenerator(value -> value == null ? t("assisted.any-state") : t("assisted.state." + value));
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption(t("assisted.any-state"));
        state.setPlaceholder(t("assisted.any-state"));
        state.setAriaLabel(t("assisted.state"));
        LazyGrid<AssistedListItem, AssistedSort> grid =
                new LazyGrid<>(AssistedSort.class, AssistedSort.REQUESTED_AT, false);
        grid.component(t("assisted.subject"), this::link).asShown().grow();
        grid.number(t("field.quantity"), AssistedListItem::quantity, false);
        grid.component(t("assisted.state"), row -> pill(this, row.state())).asShown();
        grid.text(t("inventory.virtual-account"), AssistedListItem::virtualAccount)
                .secondary();
        grid.text(t("assisted.requested-by"), AssistedListItem::requestedBy).secondary();
        grid.component(t("assisted.requested-at"), row -> dates.timeWithDistance(row.requestedAt()))
                .asShown()
                .sort(AssistedSort.REQUESTED_AT)
                .secondary();
        grid.whenEmpty(() -> state.isEmpty()
                ? new EmptyState(t("assisted.empty.title"), t("assisted.empty.advice"))
                : new EmptyState(t("assisted.none-of-state"), t("assisted.none-of-state.advice")));
        grid.boundedSource(
                state::getValue,
                (page, chosen) -> requests.list(current.get(), here.id(), chosen, page),
                chosen -> requests.count(current.get(), here.id(), chosen));
        state.addValueChangeListener(change -> grid.reload());
        add(div("prose", new Paragraph(t("assisted.explanation"))), div("toolbar", state), grid);
    }

    private Component link(AssistedListItem row) {
        RouterLink link = new RouterLink(row.subject(), AssistedRequestView.class, ConvertNavigation.request(row.id()));
        link.addClassName("mono");
        return link;
    }

    static Pill pill(Component reader, AssistedState state) {
        Pill.Tone tone = switch (state) {
            case OPEN -> Pill.Tone.INFO;
            case IN_PROGRESS -> Pill.Tone.WARN;
            case DONE -> Pill.Tone.GOOD;
            case DECLINED -> Pill.Tone.DANGER;
            case WITHDRAWN -> Pill.Tone.NEUTRAL;
        };
        return new Pill(tone, reader.getTranslation("assisted.state." + state));
    }
}
