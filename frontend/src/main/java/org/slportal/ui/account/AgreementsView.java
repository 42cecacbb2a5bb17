package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.agreement.AgreementDetail;
import org.slportal.services.agreement.AgreementItem;
import org.slportal.services.agreement.AgreementService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The account's agreements: which wait, who accepted which version; an approver's first page. */
@Route("account/agreements")
@PermitAll
public class AgreementsView extends AccountPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AgreementService agreements;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public AgreementsView(AgreementService agreements, CurrentActor current, CurrentAccount account, Dates dates) {
        this.agreements = agreements;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        refresh();
    }

    private void refresh() {
        SmartAccountItem here = account.get();
        List<AgreementItem> items = agreements.list(current.get(), here.id());
        frame(here, current.get());
        publishing(here, items);
        if (items.isEmpty()) {
            add(new EmptyState(t("agreement.none.title"), t("agreement.none.advice")));
            return;
        }
        Table table = new Table()
                .head(t("agreement.name"))
                .numberHead(t("agreement.version"))
                .head(t("agreement.state"))
                .wideHead(t("agreement.published"))
                .head(t("grid.actions"));
        items.forEach(item -> table.row(List.of(
                new Span(name(item)),
                Table.number(Integer.toString(item.version())),
                state(item),
                Table.wide(new Span(dates.time(item.publishedAt()))),
                new Button(t("agreement.read"), click -> read(here, item)))));
        add(div("grid-frame", div("card flush", table)));
    }

    private void publishing(SmartAccountItem here, List<AgreementItem> items) {
        if (!agreements.mayPublish(current.get())) {
            header().actions();
            return;
        }
        Button publish = new Button(
                t("agreement.publish-menu"),
                click ->
                        new PublishAgreementDialog(agreements, current, here.id(), items, dates, this::refresh).open());
        publish.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        header().actions(publish);
    }

    private String name(AgreementItem item) {
        return item.name(getLocale().getLanguage());
    }

    private Component state(AgreementItem item) {
        var at = item.acceptedAt();
        var by = item.acceptedBy();
        if (at != null && by != null) {
            return new Span(t("agreement.accepted", by, dates.time(at)));
        }
        return item.isPending()
                ? new Pill(Pill.Tone.WARN, t("agreement.pending"))
                : new Span(t("agreement.superseded"));
    }

    private void read(SmartAccountItem here, AgreementItem item) {
        AgreementDetail detail = agreements.read(current.get(), here.id(), item.id());
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(t("agreement.title", name(item), item.version()));
        dialog.setWidth("720px");
        dialog.setMaxWidth("100%");
        for (String part : detail.text(getLocale().getLanguage()).split("\\R\\s*\\R")) {
            dialog.add(new Paragraph(part));
        }
        dialog.getFooter().add(new Button(t("act.close"), click -> dialog.close()));
        if (item.isPending() && current.get().may(Permission.ACCEPT_AGREEMENTS, here.id(), null)) {
            Button accept = new Button(t("agreement.accept", here.name()));
            accept.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            accept.addClickListener(click -> {
                if (Notices.attempt(this, () -> agreements.accept(current.get(), here.id(), item.id()))) {
                    dialog.close();
                    refresh();
                }
            });
            dialog.getFooter().add(accept);
        }
        dialog.open();
    }
}
