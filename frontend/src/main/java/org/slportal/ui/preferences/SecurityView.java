package org.slportal.ui.preferences;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.services.access.Actor;
import org.slportal.services.factor.FactorService;
import org.slportal.services.factor.FactorState;
import org.slportal.services.factor.PasskeyService;
import org.slportal.services.session.SessionItem;
import org.slportal.services.session.SessionService;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SessionTable;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.BrowserSessions;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.security.PasskeyBrowser;

/** One's own second factor and sign-ins. */
@Route("preferences/security")
@PermitAll
public class SecurityView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient FactorService factors;
    private final transient PasskeyService passkeys;
    private final transient PasskeyBrowser passkeyBrowser;
    private final transient SessionService sessions;
    private final transient BrowserSessions browsers;
    private final transient CurrentActor current;
    private final transient Dates dates;
    private final transient LinkedSignIns linked;

    public SecurityView(
            FactorService factors,
            PasskeyService passkeys,
            PasskeyBrowser passkeyBrowser,
            SessionService sessions,
            BrowserSessions browsers,
            CurrentActor current,
            Dates dates,
            LinkedSignIns linked) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.passkeyBrowser = passkeyBrowser;
        this.sessions = sessions;
        this.browsers = browsers;
        this.current = current;
        this.dates = dates;
        this.linked = linked;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show();
    }

    private void show() {
        Actor actor = current.get();
        FactorState state = factors.state(actor);
        clear();
        header().title(t("security.title")).context(t("tab.preferences"), actor.name());
        add(new PreferencesTabs(actor, SecurityView.class));
        String requiredBy = state.requiredBy();
        if (requiredBy != null && state.missing()) {
            Div notice = div("notice");
            notice.setText(t("security.required", requiredBy));
            notice.getElement().setAttribute("role", "alert");
            add(notice);
        }
        add(app(state));
        add(new PasskeysCard(passkeys, passkeyBrowser, browsers, current, dates, this::show));
        if (state.any()) {
            add(codes(state));
        }
        linked.card(actor, this::show).ifPresent(this::add);
        add(sessions(actor));
    }

    private Div app(FactorState state) {
        Instant since = state.authenticatorSince();
        Div card = div("card", new H2(t("security.app.title")));
        Button button;
        if (since == null) {
            card.add(muted(t("security.app.none")));
            button = new Button(
                    t("security.app.add-menu"),
                    click -> new AddAuthenticatorDialog(factors, current, browsers, this::show).open());
            if (state.missing()) {
                button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            }
        } else {
            card.add(new Paragraph(t("security.app.since", dates.time(since))));
            button = new Button(
                    t("security.app.remove-menu"),
                    click -> new ConfirmedDialog(
                                    t("security.app.remove.title"),
                                    t("security.app.remove.consequence"),
                                    t("security.app.remove.button"),
                                    true,
                                    (password, code) -> factors.removeAuthenticator(current.get(), password, code))
                            .then(() -> {
                                Notices.done(UI.getCurrent().getTranslation("security.app.removed"));
                                show();
                            })
                            .open());
        }
        card.add(div("toolbar", button));
        return card;
    }

    private Div codes(FactorState state) {
        Button renew = new Button(t("security.codes.renew-menu"), click -> {
            List<String> fresh = new java.util.ArrayList<>();
            new ConfirmedDialog(
                            t("security.codes.renew.title"),
                            t("security.codes.renew.consequence"),
                            t("security.codes.renew.button"),
                            false,
                            (password, code) -> fresh.addAll(factors.renewRecoveryCodes(current.get(), password)))
                    .then(() -> {
                        show();
                        new RecoveryCodesDialog(List.copyOf(fresh)).open();
                    })
                    .open();
        });
        return div(
                "card",
                new H2(t("security.codes.heading")),
                new Paragraph(t("security.codes.left", state.recoveryCodes())),
                muted(t("security.codes.explanation")),
                div("toolbar", renew));
    }

    private Div sessions(Actor actor) {
        SignInSessionId here = browsers.current();
        List<SessionItem> all = sessions.own(actor);
        Div card = div(
                "card",
                new H2(t("sessions.title")),
                muted(t("sessions.explanation")),
                new SessionTable(all, here, dates, one -> {
                    if (Notices.attempt(this, () -> sessions.end(current.get(), one.id()))) {
                        Notices.done(t("sessions.ended"));
                    }
                    show();
                }));
        if (all.stream().anyMatch(one -> !one.id().equals(here))) {
            card.add(div(
                    "toolbar",
                    new Button(
                            t("sessions.end-others-menu"),
                            click -> new Confirm(
                                            t("sessions.end-others.title"),
                                            t("sessions.end-others.consequence"),
                                            t("sessions.end-others.button"),
                                            () -> sessions.endOthers(current.get(), browsers.current()))
                                    .then(this::show)
                                    .open())));
        }
        return card;
    }

    private static Paragraph muted(String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.addClassName("muted");
        return paragraph;
    }
}
