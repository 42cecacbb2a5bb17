package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Instant;
import java.util.List;
import org.slportal.services.identity.IdentityItem;
import org.slportal.ui.i18n.Dates;

/** By which providers somebody is signed in. Times are the world's, as with sessions. */
public class IdentityTable extends Div {

    private static final long serialVersionUID = 1L;

    public IdentityTable(List<IdentityItem> linked, Dates dates, SerializableConsumer<IdentityItem> unlink) {
        Table table = new Table()
                .head(getTranslation("security.identity.provider"))
                .head(getTranslation("security.identity.name"))
                .wideHead(getTranslation("security.identity.since"))
                .wideHead(getTranslation("sessions.used"))
                .head(getTranslation("grid.actions"));
        linked.forEach(one -> table.row(List.of(
                provider(one),
                label(one),
                Table.wide(new Span(dates.time(one.linkedAt()))),
                Table.wide(new Span(used(one, dates))),
                button(one, unlink))));
        add(table);
    }

    private Component provider(IdentityItem one) {
        return one.usable()
                ? new Span(one.provider())
                : new Span(getTranslation("security.identity.not-set", one.provider()));
    }

    /** An address has nowhere to break, and a subject may be long. */
    private Component label(IdentityItem one) {
        Span label = new Span(one.label());
        label.addClassName("breakable");
        return label;
    }

    private String used(IdentityItem one, Dates dates) {
        Instant last = one.lastUsedAt();
        return last == null ? getTranslation("security.identity.never") : dates.time(last);
    }

    private Button button(IdentityItem one, SerializableConsumer<IdentityItem> unlink) {
        Button button = new Button(getTranslation("security.identity.unlink-menu"), click -> unlink.accept(one));
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        button.setAriaLabel(getTranslation("security.identity.unlink.title", one.provider()));
        return button;
    }
}
