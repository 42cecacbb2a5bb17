package org.slportal.ui.webhook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.webhook.CreatedWebhook;
import org.slportal.services.webhook.WebhookItem;
import org.slportal.services.webhook.WebhookService;
import org.slportal.services.webhook.WebhookState;
import org.slportal.ui.alert.AlertsView;
import org.slportal.ui.component.Clipboard;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Where the account's alerts and events are sent. For its administrator. */
@Route("alerts/webhooks")
@PermitAll
public class WebhooksView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient WebhookService webhooks;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;
    private final Div list = new Div();

    public WebhooksView(WebhookService webhooks, CurrentActor current, CurrentAccount account, Dates dates) {
        this.webhooks = webhooks;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        clear();
        Button create = new Button(t("webhooks.new"), click -> create(here));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        header().title(t("webhooks.title"))
                .context(new RouterLink(t("tab.alerts"), AlertsView.class), new Span(here.name()))
                .actions(create);
        add(list);
        refresh();
    }

    private void refresh() {
        list.removeAll();
        List<WebhookItem> all = webhooks.list(current.get(), account.get().id());
        if (all.isEmpty()) {
            list.setClassName("page");
            list.add(new EmptyState(t("webhooks.empty.title"), t("webhooks.empty.advice")));
            return;
        }
        list.setClassName("card");
        Table table = new Table()
                .head(t("webhooks.url"))
                .head(t("webhooks.state"))
                .wideNumberHead(t("webhooks.kinds"))
                .wideHead(t("webhooks.created"))
                .numberHead(t("grid.actions"));
        all.forEach(hook -> table.row(List.of(
                name(hook),
                new Div(state(hook)),
                Table.wide(Table.number(Numbers.plain(
                        hook.data().alerts().size() + hook.data().events().size()))),
                Table.wide(dates.timeWithDistance(hook.createdAt())),
                menu(hook))));
        list.add(table);
    }

    private Component name(WebhookItem hook) {
        RouterLink link = new RouterLink(hook.data().url(), DeliveriesView.class, DeliveriesView.of(hook.id()));
        link.addClassName("mono");
        return link;
    }

    private Component state(WebhookItem hook) {
        var failing = hook.failingSince();
        if (hook.state() == WebhookState.ACTIVE && failing != null) {
            return new Pill(Pill.Tone.WARN, t("webhooks.failing", dates.time(failing)));
        }
        Pill.Tone tone = switch (hook.state()) {
            case ACTIVE -> Pill.Tone.GOOD;
            case PAUSED -> Pill.Tone.NEUTRAL;
            case FAILED -> Pill.Tone.DANGER;
        };
        return new Pill(tone, t("webhooks.state." + hook.state().name()));
    }

    private Component menu(WebhookItem hook) {
        RowMenu menu = new RowMenu(hook.host())
                .item(
                        t("webhooks.log"),
                        () -> UI.getCurrent().navigate(DeliveriesView.class, DeliveriesView.of(hook.id())))
                .item(t("act.edit"), () -> edit(hook));
        if (hook.state() == WebhookState.ACTIVE) {
            menu.item(t("webhooks.test"), () -> {
                if (Notices.attempt(this, () -> webhooks.test(current.get(), hook.id()))) {
                    Notices.done(t("webhooks.tested"));
                }
            });
            menu.item(t("webhooks.pause"), () -> act(() -> webhooks.pause(current.get(), hook.id())));
        } else {
            menu.item(t("webhooks.activate"), () -> act(() -> webhooks.activate(current.get(), hook.id())));
        }
        return menu.item(
                        t("webhooks.replace"),
                        () -> new Confirm(
                                        t("webhooks.replace.title"),
                                        t("webhooks.replace.consequence"),
                                        t("webhooks.replace.button"),
                                        () -> show(webhooks.replaceSecret(current.get(), hook.id())))
                                .open())
                .item(
                        t("webhooks.remove"),
                        () -> new Confirm(
                                        t("webhooks.remove.title"),
                                        t("webhooks.remove.consequence"),
                                        t("webhooks.remove.button", hook.host()),
                                        () -> webhooks.remove(current.get(), hook.id()))
                                .then(this::refresh)
                                .open());
    }

    private void act(com.vaadin.flow.function.SerializableRunnable act) {
        if (Notices.attempt(this, act)) {
            refresh();
        }
    }

    private void create(SmartAccountItem here) {
        new WebhookDialog(null, data -> show(webhooks.create(current.get(), here.id(), data)))
                .then(this::refresh)
                .open();
    }

    private void edit(WebhookItem hook) {
        new WebhookDialog(hook.data(), data -> webhooks.change(current.get(), hook.id(), data, hook.version()))
                .then(this::refresh)
                .open();
    }

    private void show(CreatedWebhook hook) {
        Dialog dialog = new Dialog();
        dialog.setWidth("560px");
        dialog.setMaxWidth("100%");
        dialog.setHeaderTitle(t("webhooks.secret.title"));
        Div secret = new Div(hook.secret());
        secret.addClassName("secret");
        dialog.add(div("form", new Paragraph(t("webhooks.secret.advice")), secret));
        Button copy = new Button(t("clients.copy-secret"), click -> {
            Clipboard.copy(dialog, hook.secret());
            Notices.done(t("clients.secret-copied"));
        });
        dialog.getFooter().add(new Button(t("act.close"), click -> dialog.close()), copy);
        dialog.open();
    }
}
