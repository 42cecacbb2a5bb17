package org.slportal.ui.reservation;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.reservation.ReservationSettingsService;
import org.slportal.services.reservation.ReservationSettingsService.VersionedSettings;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.preferences.PreferencesTabs;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Preferences, License Configuration. For the Smart Account's administrator. */
@Route("preferences/license-configuration")
@PermitAll
public class LicenseConfigurationView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ReservationSettingsService settings;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private int version;

    public LicenseConfigurationView(ReservationSettingsService settings, CurrentActor current, CurrentAccount account) {
        this.settings = settings;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        VersionedSettings now = settings.get(current.get(), here.id());
        version = now.version();
        clear();
        header().title(t("reservation.config")).context(here.name());
        Checkbox plr = new Checkbox(t("reservation.config.plr"), now.specificPlr());
        Button save = new Button(t("act.save"), click -> {
            if (Notices.attempt(this, () -> settings.change(current.get(), here.id(), plr.getValue(), version))) {
                version++;
                Notices.done(t("reservation.config.saved"));
            }
        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(
                new PreferencesTabs(current.get(), LicenseConfigurationView.class),
                div("card", new Paragraph(t("reservation.config.text")), div("form", plr), div("toolbar", save)));
    }
}
