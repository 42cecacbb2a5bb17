package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.services.session.SessionItem;
import org.slportal.ui.i18n.Dates;

/** Where somebody is signed in. Times are the world's: a lab clock that ran ahead does not move them. */
public class SessionTable extends Div {

    private static final long serialVersionUID = 1L;

    public SessionTable(
            List<SessionItem> sessions,
            @Nullable SignInSessionId current,
            Dates dates,
            SerializableConsumer<SessionItem> end) {
        addClassName("sessions");
        if (sessions.isEmpty()) {
            add(new Span(getTranslation("sessions.none")));
            return;
        }
        Table table = new Table()
                .head(getTranslation("sessions.browser"))
                .wideHead(getTranslation("sessions.address"))
                .wideHead(getTranslation("sessions.method"))
                .wideHead(getTranslation("sessions.started"))
                .head(getTranslation("sessions.used"))
                .head(getTranslation("grid.actions"));
        sessions.forEach(one -> table.row(List.of(
                browser(one),
                Table.wide(Table.mono(one.address())),
                Table.wide(new Span(
                        getTranslation("sessions.method." + one.method().name()))),
                Table.wide(new Span(dates.time(one.startedAt()))),
                new Span(dates.time(one.lastUsedAt())),
                one.id().equals(current) ? here() : endButton(one, end))));
        add(table);
    }

    private Span browser(SessionItem one) {
        return new Span(Browsers.describe(this, one.userAgent()));
    }

    private Component here() {
        return new Pill(Pill.Tone.INFO, getTranslation("sessions.this"));
    }

    private Component endButton(SessionItem one, SerializableConsumer<SessionItem> end) {
        Button button = new Button(getTranslation("sessions.end"), click -> end.accept(one));
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        button.setAriaLabel(getTranslation("sessions.end-of", Browsers.describe(this, one.userAgent()), one.address()));
        return button;
    }
}
