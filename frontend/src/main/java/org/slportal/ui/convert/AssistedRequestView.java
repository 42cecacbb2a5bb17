package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.AssistedRequestId;
import org.slportal.services.assisted.AssistedComment;
import org.slportal.services.assisted.AssistedDesk;
import org.slportal.services.assisted.AssistedRequest;
import org.slportal.services.assisted.AssistedService;
import org.slportal.services.assisted.AssistedState;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** One request for an assisted conversion: what it is about, what was said, and what may be decided. */
@Route("convert/assisted/:request([0-9]+)")
@PermitAll
public class AssistedRequestView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AssistedService requests;
    private final transient AssistedDesk desk;
    private final transient CurrentActor current;
    private final transient Dates dates;

    public AssistedRequestView(AssistedService requests, AssistedDesk desk, CurrentActor current, Dates dates) {
        this.requests = requests;
        this.desk = desk;
        this.current = current;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(new AssistedRequestId(ConvertNavigation.id(
                event.getRouteParameters().get(ConvertNavigation.REQUEST).orElse("0"))));
    }

    private void show(AssistedRequestId id) {
        AssistedRequest request = requests.detail(current.get(), id);
        clear();
        header().title(t("assisted.title"), request.item().subject())
                .context(
                        request.item().virtualAccount(),
                        request.item().requestedBy(),
                        dates.time(request.item().requestedAt()))
                .actions(actions(request).toArray(Component[]::new));
        add(div("card", facts(request)), new H2(t("assisted.comments")), comments(request));
    }

    private Facts facts(AssistedRequest request) {
        var line = request.line();
        Facts facts = new Facts()
                .fact(
                        t("assisted.state"),
                        AssistedView.pill(this, request.item().state()))
                .identifier(t("convert.origin"), line.origin())
                .identifier("SKU", line.sku())
                .fact(t("field.description"), line.description())
                .fact(t("assisted.quantity"), Numbers.plain(request.item().quantity()))
                .fact(t("convert.available"), Numbers.plain(line.available()))
                .fact(t("convert.into"), request.item().virtualAccount())
                .fact(t("assisted.requested-by"), request.item().requestedBy())
                .fact(
                        t("assisted.changed-at"),
                        dates.timeWithDistance(request.item().changedAt()));
        var conversion = request.conversion();
        return conversion == null
                ? facts
                : facts.fact(t("assisted.result"), ConvertNavigation.record(t("record.open"), conversion));
    }

    private List<Component> actions(AssistedRequest request) {
        List<Component> actions = new ArrayList<>();
        AssistedState state = request.item().state();
        AssistedRequestId id = request.item().id();
        if (!state.isOpen()) {
            return actions;
        }
        if (request.own()) {
            actions.add(new Button(
                    t("assisted.withdraw-menu"),
                    click -> new Confirm(
                                    t("assisted.withdraw.title"),
                                    t("assisted.withdraw.consequence"),
                                    t("assisted.withdraw"),
                                    () -> act(id, () -> requests.withdraw(current.get(), id, request.version())))
                            .open()));
        }
        if (request.desk()) {
            actions.add(new Button(
                    t("assisted.decline-menu"),
                    click -> new DeclineAssistedDialog(
                                    reason -> act(id, () -> desk.decline(current.get(), id, request.version(), reason)))
                            .open()));
            if (state == AssistedState.OPEN) {
                actions.add(new Button(
                        t("assisted.take"), click -> act(id, () -> desk.take(current.get(), id, request.version()))));
            }
            Button convert = new Button(
                    t("assisted.convert-menu"),
                    click -> new ConvertByHandDialog(desk, current, request, () -> show(id)).open());
            convert.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            actions.add(convert);
        }
        return actions;
    }

    /** What was decided meanwhile is told, and the page shows it; what a field is to blame for stays with the field. */
    private void act(AssistedRequestId id, SerializableRunnable act) {
        try {
            act.run();
        } catch (PortalException refusal) {
            if (refusal.kind() == PortalException.Kind.REJECTED) {
                throw refusal;
            }
            Notices.refusal(this, refusal);
        }
        show(id);
    }

    private Component comments(AssistedRequest request) {
        Div card = div("card");
        if (request.comments().isEmpty()) {
            card.add(new Paragraph(t("assisted.no-comments")));
        }
        request.comments().forEach(comment -> card.add(comment(comment)));
        AssistedRequestId id = request.item().id();
        if (current.get().may(Permission.MANAGE_LICENSES, request.smartAccountId(), request.target())) {
            TextArea text = new TextArea(t("assisted.comment"));
            text.setManualValidation(true);
            text.setWidthFull();
            Button add = new Button(t("assisted.comment-add"), click -> {
                if (Notices.attempt(
                        this, Map.of("comment", text), () -> requests.comment(current.get(), id, text.getValue()))) {
                    show(id);
                }
            });
            card.add(div("form", text, add));
        }
        return card;
    }

    private Component comment(AssistedComment comment) {
        Div text = new Div(comment.text());
        text.addClassName("lines");
        Span who = new Span(comment.writtenBy() + " · " + dates.time(comment.writtenAt()));
        who.addClassNames("small", "muted");
        return new Div(who, text);
    }
}
