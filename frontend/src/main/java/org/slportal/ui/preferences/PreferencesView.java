package org.slportal.ui.preferences;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import org.slportal.services.client.ApiClientService;
import org.slportal.services.user.Profile;
import org.slportal.services.user.ProfileService;
import org.slportal.services.user.Theme;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.PasswordStrength;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Locales;
import org.slportal.ui.security.BrowserSessions;
import org.slportal.ui.security.CurrentActor;

/** One's own language, colours, password and API clients. */
@Route("preferences")
@PermitAll
public class PreferencesView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ProfileService profiles;
    private final transient ApiClientService clients;
    private final transient CurrentActor current;
    private final transient BrowserSessions sessions;
    private final transient Dates dates;

    public PreferencesView(
            ProfileService profiles,
            ApiClientService clients,
            CurrentActor current,
            BrowserSessions sessions,
            Dates dates) {
        this.profiles = profiles;
        this.clients = clients;
        this.current = current;
        this.sessions = sessions;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Profile profile = profiles.profile(current.get());
        clear();
        header().title(profile.displayName()).context(t("tab.preferences"), profile.userName());
        if (profile.mustChangePassword()) {
            Div notice = div("notice");
            notice.setText(t("preferences.must-change"));
            notice.getElement().setAttribute("role", "alert");
            add(notice, password(profile.userName()));
            return;
        }
        add(
                new PreferencesTabs(current.get(), PreferencesView.class),
                appearance(profile),
                password(profile.userName()),
                new ApiClientsCard(clients, current, dates));
    }

    private Div appearance(Profile profile) {
        Select<String> language = new Select<>();
        language.setLabel(t("shell.language"));
        language.setItems("en", "ko");
        language.setItemLabelGenerator(code -> code.equals("ko") ? "한국어" : "English");
        language.setValue(profile.locale());
        Select<Theme> theme = new Select<>();
        theme.setLabel(t("shell.theme"));
        theme.setItems(Theme.values());
        theme.setItemLabelGenerator(one -> t("theme." + one.name()));
        theme.setValue(profile.theme());
        Button save = new Button(t("act.save"), click -> {
            if (Notices.attempt(this, () -> profiles.choose(current.get(), language.getValue(), theme.getValue()))) {
                UI ui = UI.getCurrent();
                ui.getSession().setLocale(Locales.of(language.getValue()));
                ui.getPage().reload();
            }
        });
        return div("card", new H2(t("preferences.appearance")), div("form", language, theme), div("toolbar", save));
    }

    private Div password(String userName) {
        PasswordField now = passwordField("preferences.current-password", "current-password");
        PasswordField fresh = passwordField("preferences.new-password", "new-password");
        fresh.setHelperText(t("preferences.password-hint"));
        PasswordStrength.tell(fresh, () -> userName);
        PasswordField again = passwordField("preferences.repeat-password", "new-password");
        Div form = div("form", now, fresh, again);
        Map<String, HasValidation> fields = Map.of("current", now, "password", fresh, "fresh", fresh);
        Button change = new Button(t("preferences.change-password"), click -> {
            again.setErrorMessage(t("preferences.passwords-differ"));
            again.setInvalid(!again.getValue().equals(fresh.getValue()));
            if (again.isInvalid()) {
                return;
            }
            if (Notices.attempt(
                    this,
                    fields,
                    () -> profiles.changePassword(
                            current.get(), now.getValue(), fresh.getValue(), sessions.current()))) {
                Notices.done(t("preferences.password-changed"));
                UI.getCurrent().navigate("");
            }
        });
        change.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        change.addClickShortcut(Key.ENTER).listenOn(form).resetFocusOnActiveElement();
        return div("card", new H2(t("field.password")), form, div("toolbar", change));
    }

    private PasswordField passwordField(String key, String autocomplete) {
        PasswordField field = new PasswordField(t(key));
        field.setManualValidation(true);
        field.setWidthFull();
        field.getElement().setAttribute("autocomplete", autocomplete);
        return field;
    }
}
