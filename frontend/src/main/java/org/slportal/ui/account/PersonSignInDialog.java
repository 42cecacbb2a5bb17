package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import java.time.Instant;
import java.util.List;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.factor.FactorService;
import org.slportal.services.factor.FactorState;
import org.slportal.services.identity.IdentityItem;
import org.slportal.services.identity.IdentityService;
import org.slportal.services.session.SessionItem;
import org.slportal.services.session.SessionService;
import org.slportal.services.user.UserListItem;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.IdentityTable;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.SessionTable;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;

/** How somebody signs in and where they are signed in, for who manages all of their accounts. */
class PersonSignInDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient FactorService factors;
    private final transient IdentityService identities;
    private final transient SessionService sessions;
    private final transient CurrentActor current;
    private final transient Dates dates;
    private final transient SmartAccountId account;
    private final transient UserListItem user;
    private final Div body = new Div();

    /** Refuses in the reader's words before anything is shown. */
    static void open(
            Component reader,
            FactorService factors,
            IdentityService identities,
            SessionService sessions,
            CurrentActor current,
            Dates dates,
            SmartAccountId account,
            UserListItem user) {
        Notices.attempt(
                reader,
                () -> new PersonSignInDialog(factors, identities, sessions, current, dates, account, user).open());
    }

    private PersonSignInDialog(
            FactorService factors,
            IdentityService identities,
            SessionService sessions,
            CurrentActor current,
            Dates dates,
            SmartAccountId account,
            UserListItem user) {
        this.factors = factors;
        this.identities = identities;
        this.sessions = sessions;
        this.current = current;
        this.dates = dates;
        this.account = account;
        this.user = user;
        setWidth("860px");
        setMaxWidth("100%");
        setHeaderTitle(getTranslation("users.sign-in.title", user.displayName()));
        body.addClassName("form");
        add(body);
        getFooter().add(new Button(getTranslation("act.close"), click -> close()));
        show();
    }

    private void show() {
        FactorState state = factors.stateOf(current.get(), account, user.id());
        List<SessionItem> all = sessions.of(current.get(), account, user.id());
        body.removeAll();
        Instant since = state.authenticatorSince();
        body.add(new Facts()
                .fact(
                        getTranslation("security.app.title"),
                        since == null ? "" : getTranslation("security.app.since", dates.time(since)))
                .fact(getTranslation("passkey.title"), state.passkeys() == 0 ? "" : Integer.toString(state.passkeys()))
                .fact(
                        getTranslation("security.codes.heading"),
                        state.any() ? getTranslation("security.codes.left", state.recoveryCodes()) : ""));
        if (state.any()) {
            body.add(toolbar(new Button(
                    getTranslation("users.factor-reset-menu"),
                    click -> new Confirm(
                                    getTranslation("users.factor-reset.title"),
                                    getTranslation("users.factor-reset.consequence", user.displayName()),
                                    getTranslation("users.factor-reset.button", user.displayName()),
                                    () -> factors.reset(current.get(), account, user.id()))
                            .then(this::show)
                            .open())));
        }
        linked();
        body.add(new H3(getTranslation("sessions.title")), new SessionTable(all, null, dates, one -> {
            Notices.attempt(this, () -> sessions.end(current.get(), account, user.id(), one.id()));
            show();
        }));
        if (!all.isEmpty()) {
            body.add(toolbar(new Button(
                    getTranslation("sessions.end-all-menu"),
                    click -> new Confirm(
                                    getTranslation("sessions.end-all.title"),
                                    getTranslation("sessions.end-all.consequence", user.displayName()),
                                    getTranslation("sessions.end-all.button", user.displayName()),
                                    () -> sessions.endAll(current.get(), account, user.id()))
                            .then(this::show)
                            .open())));
        }
    }

    /** Most people have none; then there is nothing to see. */
    private void linked() {
        List<IdentityItem> linked = identities.of(current.get(), account, user.id());
        if (linked.isEmpty()) {
            return;
        }
        body.add(
                new H3(getTranslation("security.identity.title")),
                new IdentityTable(
                        linked,
                        dates,
                        one -> new Confirm(
                                        getTranslation("security.identity.unlink.title", one.provider()),
                                        getTranslation("users.identity-unlink.consequence", user.displayName()),
                                        getTranslation("security.identity.unlink.button", one.provider()),
                                        () -> identities.unlink(current.get(), account, user.id(), one.id()))
                                .then(this::show)
                                .open()));
    }

    private static Div toolbar(Button button) {
        Div toolbar = new Div(button);
        toolbar.addClassName("toolbar");
        return toolbar;
    }
}
