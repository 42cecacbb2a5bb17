package org.slportal.ui.preferences;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.domain.access.Permission;
import org.slportal.services.access.Actor;
import org.slportal.ui.component.SubTabs;
import org.slportal.ui.reservation.LicenseConfigurationView;

/** Profile, e-mail notification, security; and, for who administers an account, what is offered in it. */
public class PreferencesTabs extends SubTabs {

    private static final long serialVersionUID = 1L;

    public PreferencesTabs(Actor reader, Class<? extends Component> current) {
        super(UI.getCurrent().getTranslation("tab.preferences"));
        add("preferences.profile", PreferencesView.class, current);
        add("notify.tab", NotificationsView.class, current);
        add("security.title", SecurityView.class, current);
        boolean administers =
                reader.grants().stream().anyMatch(grant -> grant.role().permits(Permission.MANAGE_VIRTUAL_ACCOUNTS));
        if (administers) {
            add("reservation.config", LicenseConfigurationView.class, current);
        }
    }

    private void add(String key, Class<? extends Component> target, Class<? extends Component> current) {
        tab(getTranslation(key), "", target, RouteParameters.empty(), target == current);
    }
}
