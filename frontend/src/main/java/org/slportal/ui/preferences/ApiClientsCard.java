package org.slportal.ui.preferences;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.client.ApiClientItem;
import org.slportal.services.client.ApiClientService;
import org.slportal.services.client.CreatedClient;
import org.slportal.ui.component.Clipboard;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;

/** OAuth 2.0 clients that act with the person's own rights. A secret is shown once. */
class ApiClientsCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ApiClientService clients;
    private final transient CurrentActor current;
    private final transient Dates dates;
    private final Div list = new Div();

    ApiClientsCard(ApiClientService clients, CurrentActor current, Dates dates) {
        this.clients = clients;
        this.current = current;
        this.dates = dates;
        addClassName("card");
        Button create = new Button(getTranslation("clients.new"), click -> new NewClientDialog().open());
        Div toolbar = new Div(create);
        toolbar.addClassName("toolbar");
        Paragraph explanation = new Paragraph(getTranslation("clients.explanation"));
        explanation.addClassName("muted");
        add(new H2(getTranslation("clients.title")), explanation, list, toolbar);
        refresh();
    }

    private void refresh() {
        list.removeAll();
        List<ApiClientItem> all = clients.list(current.get());
        if (all.isEmpty()) {
            list.add(new Span(getTranslation("clients.none")));
            return;
        }
        Table table = new Table()
                .head(getTranslation("field.name"))
                .head(getTranslation("clients.key"))
                .wideHead(getTranslation("clients.created"))
                .numberHead(getTranslation("grid.actions"));
        all.forEach(client -> table.row(List.of(
                new Span(client.name()),
                Table.mono(client.key()),
                Table.wide(dates.timeWithDistance(client.createdAt())),
                new RowMenu(client.name())
                        .item(
                                getTranslation("token.revoke-menu"),
                                () -> new Confirm(
                                                getTranslation("clients.revoke.title"),
                                                getTranslation("clients.revoke.consequence"),
                                                getTranslation("clients.revoke.button", client.name()),
                                                () -> clients.revoke(current.get(), client.id()))
                                        .then(this::refresh)
                                        .open()))));
        list.add(table);
    }

    /** Asks for the name. */
    private final class NewClientDialog extends FormDialog {

        private static final long serialVersionUID = 1L;

        private final TextField name;
        private transient @Nullable CreatedClient created;

        NewClientDialog() {
            super(
                    UI.getCurrent().getTranslation("clients.create.title"),
                    UI.getCurrent().getTranslation("clients.create.button"));
            name = field("name", new TextField(getTranslation("field.name")));
            name.setHelperText(getTranslation("clients.name-hint"));
            name.setManualValidation(true);
            name.focus();
            then(() -> {
                refresh();
                CreatedClient client = created;
                if (client != null) {
                    show(client);
                }
            });
        }

        @Override
        protected void act() {
            created = clients.create(current.get(), name.getValue());
        }
    }

    private static void show(CreatedClient client) {
        Dialog dialog = new Dialog();
        dialog.setWidth("560px");
        dialog.setMaxWidth("100%");
        dialog.setHeaderTitle(dialog.getTranslation("clients.created.title"));
        Div secret = new Div(client.secret());
        secret.addClassName("secret");
        Div body = new Div(
                new Facts().identifier(dialog.getTranslation("clients.key"), client.key()),
                new Paragraph(dialog.getTranslation("clients.created.advice")),
                secret);
        body.addClassName("form");
        dialog.add(body);
        Button copy = new Button(dialog.getTranslation("clients.copy-secret"), click -> {
            Clipboard.copy(dialog, client.secret());
            Notices.done(dialog.getTranslation("clients.secret-copied"));
        });
        dialog.getFooter().add(new Button(dialog.getTranslation("act.close"), click -> dialog.close()), copy);
        dialog.open();
    }
}
