package org.slportal.ui.webhook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.WebhookId;
import org.slportal.services.webhook.DeliveryItem;
import org.slportal.services.webhook.DeliverySort;
import org.slportal.services.webhook.DeliveryState;
import org.slportal.services.webhook.WebhookItem;
import org.slportal.services.webhook.WebhookService;
import org.slportal.services.webhook.WebhookState;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** What a webhook was told, and what its receiver answered. */
@Route("alerts/webhooks/:webhook([0-9]+)")
@PermitAll
public class DeliveriesView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final String WEBHOOK = "webhook";

    private final transient WebhookService webhooks;
    private final transient CurrentActor current;
    private final transient Dates dates;

    public DeliveriesView(WebhookService webhooks, CurrentActor current, Dates dates) {
        this.webhooks = webhooks;
        this.current = current;
        this.dates = dates;
    }

    static RouteParameters of(WebhookId webhook) {
        return new RouteParameters(new RouteParam(WEBHOOK, webhook.toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        WebhookItem hook = webhooks.get(current.get(), id(event));
        clear();
        LazyGrid<DeliveryItem, DeliverySort> grid = new LazyGrid<>(DeliverySort.class, DeliverySort.CREATED, false);
        header().title(t("webhooks.log.title"), hook.host())
                .context(
                        new RouterLink(t("webhooks.title"), WebhooksView.class),
                        new Span(t("webhooks.state." + hook.state().name())))
                .actions(new Button(t("webhooks.refresh"), click -> grid.reload()));
        grid.component(t("webhooks.time"), row -> dates.timeWithDistance(row.createdAt()))
                .asShown()
                .sort(DeliverySort.CREATED);
        grid.component(t("webhooks.what"), row -> new Span(what(row))).asShown().grow();
        grid.component(t("webhooks.state"), this::state).asShown();
        grid.component(t("webhooks.answer"), row -> new Span(answer(row)))
                .asShown()
                .secondary();
        grid.text(t("webhooks.duration"), DeliveriesView::duration).end().secondary();
        grid.number(t("webhooks.attempts"), DeliveryItem::attempts, false).secondary();
        grid.component(t("grid.actions"), row -> menu(hook, row, grid)).fixed();
        grid.whenEmpty(() -> new EmptyState(t("webhooks.log.empty"), t("webhooks.log.empty.advice")));
        grid.boundedSource(
                page -> webhooks.deliveries(current.get(), hook.id(), page),
                () -> webhooks.countDeliveries(current.get(), hook.id()));
        add(grid);
    }

    /** One too long for any id is as unknown as a foreign one. */
    private static WebhookId id(BeforeEnterEvent event) {
        try {
            return new WebhookId(
                    Long.parseLong(event.getRouteParameters().get(WEBHOOK).orElse("0")));
        } catch (NumberFormatException tooLong) {
            return new WebhookId(0);
        }
    }

    private String what(DeliveryItem row) {
        String code = row.alertOrEvent();
        if (code == null) {
            return t("webhooks.change.TEST");
        }
        String name = row.isAlert() ? t("alert." + code + ".label") : t("event.kind." + code);
        return t("webhooks.change." + row.change().name(), name);
    }

    private Component state(DeliveryItem row) {
        Pill.Tone tone = switch (row.state()) {
            case WAITING -> row.attempts() == 0 ? Pill.Tone.NEUTRAL : Pill.Tone.WARN;
            case DELIVERED -> Pill.Tone.GOOD;
            case GIVEN_UP -> Pill.Tone.DANGER;
        };
        return new Pill(tone, t("webhooks.delivery." + row.state().name()));
    }

    private static String answer(DeliveryItem row) {
        Integer status = row.status();
        String problem = row.problem();
        return status != null ? Integer.toString(status) : problem != null ? problem : "—";
    }

    private static String duration(DeliveryItem row) {
        Integer millis = row.millis();
        return millis == null ? "—" : Numbers.plain(millis) + " ms";
    }

    private Component menu(WebhookItem hook, DeliveryItem row, LazyGrid<?, ?> grid) {
        if (row.state() == DeliveryState.WAITING || hook.state() != WebhookState.ACTIVE) {
            return new Span();
        }
        return new RowMenu(what(row)).item(t("webhooks.redeliver"), () -> {
            if (Notices.attempt(this, () -> webhooks.redeliver(current.get(), row.id()))) {
                grid.reload();
            }
        });
    }
}
