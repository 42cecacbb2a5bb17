package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.tag.Tag;
import org.slportal.services.tag.TagService;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.component.Table;
import org.slportal.ui.component.TagPill;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The account's own labels for licences. There are at most two hundred of them, so they stand in one table. */
@Route("account/tags")
@PermitAll
public class TagsView extends AccountPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient TagService tags;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    public TagsView(TagService tags, CurrentActor current, CurrentAccount account) {
        this.tags = tags;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(account.get());
    }

    private void show(SmartAccountItem here) {
        List<Tag> all = tags.list(current.get(), here.id());
        boolean manages = current.get().may(Permission.MANAGE_LICENSES, here.id(), null);
        frame(here, current.get());
        if (manages) {
            Button create = new Button(
                    t("tags.new"), click -> new TagDialog(tags, current, here.id(), null, () -> show(here)).open());
            create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            header().actions(create);
        }
        if (all.isEmpty()) {
            add(new EmptyState(t("tags.empty.title"), t("tags.empty.advice")));
            return;
        }
        Table table = new Table().head(t("tags.tag"));
        if (manages) {
            table.head(t("grid.actions"));
        }
        all.forEach(tag -> {
            List<Component> cells = new ArrayList<>(List.of(new TagPill(tag.name(), tag.colour())));
            if (manages) {
                cells.add(menu(here, tag));
            }
            table.row(cells);
        });
        add(div("grid-frame", div("card flush", table), new Span(t("grid.count", all.size(), all.size()))));
    }

    private RowMenu menu(SmartAccountItem here, Tag tag) {
        RowMenu menu = new RowMenu(tag.name());
        menu.item(t("tags.edit"), () -> new TagDialog(tags, current, here.id(), tag, () -> show(here)).open());
        menu.item(
                t("tags.delete-menu"),
                () -> new Confirm(
                                t("tags.delete.title"),
                                t("tags.delete.consequence", tag.name()),
                                t("tags.delete.button", tag.name()),
                                () -> tags.delete(current.get(), tag.id()))
                        .then(() -> show(here))
                        .open());
        return menu;
    }
}
