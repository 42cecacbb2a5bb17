package org.slportal.ui.preferences;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import java.util.Optional;
import org.slportal.services.factor.PasskeyChallenge;
import org.slportal.services.factor.PasskeyHost;
import org.slportal.services.factor.PasskeyItem;
import org.slportal.services.factor.PasskeyService;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.BrowserSessions;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.security.PasskeyBrowser;

/** One's own passkeys. A person has ten at most. */
class PasskeysCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient PasskeyService passkeys;
    private final transient PasskeyBrowser browser;
    private final transient BrowserSessions sessions;
    private final transient CurrentActor current;
    private final transient Dates dates;
    private final SerializableRunnable changed;

    PasskeysCard(
            PasskeyService passkeys,
            PasskeyBrowser browser,
            BrowserSessions sessions,
            CurrentActor current,
            Dates dates,
            SerializableRunnable changed) {
        this.passkeys = passkeys;
        this.browser = browser;
        this.sessions = sessions;
        this.current = current;
        this.dates = dates;
        this.changed = changed;
        addClassName("card");
        add(new H2(getTranslation("passkey.title")));
        List<PasskeyItem> all = passkeys.list(current.get());
        add(all.isEmpty() ? muted("passkey.none") : table(all));
        Optional<PasskeyHost> host = browser.host();
        if (host.isEmpty()) {
            add(muted("passkey.no-host"));
            return;
        }
        Div toolbar = new Div(new Button(getTranslation("passkey.add-menu"), click -> add(host.get())));
        toolbar.addClassName("toolbar");
        add(toolbar);
    }

    private Table table(List<PasskeyItem> all) {
        Table table = new Table()
                .head(getTranslation("passkey.name"))
                .wideHead(getTranslation("passkey.host"))
                .wideHead(getTranslation("passkey.created"))
                .head(getTranslation("passkey.used"))
                .head(getTranslation("grid.actions"));
        all.forEach(one -> table.row(List.of(
                new Span(one.name()),
                Table.wide(Table.mono(one.host())),
                Table.wide(new Span(dates.time(one.createdAt()))),
                new Span(one.lastUsedAt() == null ? getTranslation("passkey.never") : dates.time(one.lastUsedAt())),
                actions(one))));
        return table;
    }

    private Div actions(PasskeyItem one) {
        Button rename = small(
                "passkey.rename-menu",
                "passkey.rename-of",
                one,
                () -> new PasskeyNameDialog(
                                getTranslation("passkey.rename.title"),
                                getTranslation("passkey.rename.button"),
                                one.name(),
                                false,
                                (name, password) -> passkeys.rename(current.get(), one.id(), name))
                        .then(changed)
                        .open());
        Button remove = small(
                "passkey.remove-menu",
                "passkey.remove-of",
                one,
                () -> new ConfirmedDialog(
                                getTranslation("passkey.remove.title", one.name()),
                                getTranslation("passkey.remove.consequence"),
                                getTranslation("passkey.remove.button"),
                                false,
                                (password, code) -> passkeys.remove(current.get(), one.id(), password))
                        .then(() -> {
                            Notices.done(UI.getCurrent().getTranslation("passkey.removed"));
                            changed.run();
                        })
                        .open());
        Div actions = new Div(rename, remove);
        actions.addClassName("toolbar");
        return actions;
    }

    private Button small(String key, String label, PasskeyItem one, SerializableRunnable act) {
        Button button = new Button(getTranslation(key), click -> act.run());
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        button.setAriaLabel(getTranslation(label, one.name()));
        return button;
    }

    private void add(PasskeyHost host) {
        PasskeyChallenge challenge = browser.challenge(host);
        // The name and the browser's question, once the password was right.
        String[] offered = new String[2];
        new PasskeyNameDialog(
                        getTranslation("passkey.add.title"),
                        getTranslation("passkey.add.button"),
                        "",
                        true,
                        (name, password) -> {
                            offered[0] = name;
                            offered[1] = passkeys.offer(current.get(), challenge, name, password);
                        })
                .then(() -> PasskeyBrowser.make(
                        this,
                        offered[1],
                        answer -> made(challenge, offered[0], answer),
                        () -> Notices.refusal(getTranslation("passkey.not-made"))))
                .open();
    }

    private void made(PasskeyChallenge challenge, String name, String answer) {
        List<String> codes = new java.util.ArrayList<>();
        if (Notices.attempt(
                this, () -> codes.addAll(passkeys.add(current.get(), challenge, name, answer, sessions.current())))) {
            Notices.done(getTranslation("passkey.added"));
            changed.run();
            if (!codes.isEmpty()) {
                new RecoveryCodesDialog(List.copyOf(codes)).open();
            }
        }
    }

    private Paragraph muted(String key) {
        Paragraph paragraph = new Paragraph(getTranslation(key));
        paragraph.addClassName("muted");
        return paragraph;
    }
}
