package org.slportal.ui.preferences;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import java.util.Optional;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.identity.IdentityItem;
import org.slportal.services.identity.IdentityService;
import org.slportal.ui.component.IdentityTable;
import org.slportal.ui.component.Notices;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.BrowserSessions;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.security.OidcLinking;
import org.slportal.ui.security.OidcOutcome;
import org.springframework.stereotype.Component;

/** On the security page: the provider's sign-in, linked or not. Nothing where no provider is set and none was. */
@Component
class LinkedSignIns {

    private final IdentityService identities;
    private final OidcLinking linking;
    private final BrowserSessions browsers;
    private final CurrentActor current;
    private final Dates dates;

    LinkedSignIns(
            IdentityService identities,
            OidcLinking linking,
            BrowserSessions browsers,
            CurrentActor current,
            Dates dates) {
        this.identities = identities;
        this.linking = linking;
        this.browsers = browsers;
        this.current = current;
        this.dates = dates;
    }

    /** @param refresh shows the page anew */
    Optional<Div> card(Actor actor, SerializableRunnable refresh) {
        List<IdentityItem> linked = identities.own(actor);
        linking.takeOutcome().ifPresent(this::tell);
        if (!linking.isOn() && linked.isEmpty()) {
            return Optional.empty();
        }
        Div card = new Div(new H2(t("security.identity.title")));
        card.addClassName("card");
        boolean usable = linked.stream().anyMatch(IdentityItem::usable);
        if (!usable && linking.isOn()) {
            card.add(muted(t("security.identity.none", linking.providerName())));
        }
        if (!linked.isEmpty()) {
            card.add(new IdentityTable(linked, dates, one -> unlink(one, refresh)));
        }
        UserId user = actor.userId();
        if (!usable && linking.isOn() && user != null) {
            Div toolbar = new Div(new Button(t("security.identity.link-menu"), click -> link(user)));
            toolbar.addClassName("toolbar");
            card.add(toolbar);
        }
        return Optional.of(card);
    }

    private void link(UserId user) {
        new ConfirmedDialog(
                        t("security.identity.link.title", linking.providerName()),
                        t("security.identity.link.consequence", linking.providerName()),
                        t("security.identity.link.button", linking.providerName()),
                        false,
                        (password, code) -> identities.prepareLink(current.get(), password))
                .then(() -> UI.getCurrent().getPage().setLocation(linking.begin(user)))
                .open();
    }

    private void unlink(IdentityItem one, SerializableRunnable refresh) {
        new ConfirmedDialog(
                        t("security.identity.unlink.title", one.provider()),
                        t("security.identity.unlink.consequence", one.provider()),
                        t("security.identity.unlink.button", one.provider()),
                        false,
                        (password, code) -> identities.unlink(current.get(), one.id(), password, browsers.current()))
                .then(() -> {
                    Notices.done(t("security.identity.unlinked"));
                    refresh.run();
                })
                .open();
    }

    private void tell(OidcOutcome outcome) {
        String name = linking.providerName();
        switch (outcome) {
            case LINKED -> Notices.done(t("security.identity.linked"));
            case TAKEN -> Notices.refusal(t("error.IDENTITY_TAKEN"));
            case PRESENT -> Notices.refusal(t("error.IDENTITY_PRESENT"));
            case CANCELLED -> Notices.refusal(t("login.provider.cancelled", name));
            case DOWN -> Notices.refusal(t("security.identity.down", name));
            case FAILED, UNKNOWN, THROTTLED -> Notices.refusal(t("security.identity.failed", name));
        }
    }

    private static Paragraph muted(String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.addClassName("muted");
        return paragraph;
    }

    private static String t(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
