package org.slportal.ui.preferences;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.ui.component.SubTabs;

/** The sub-tabs of the preferences. */
final class PreferenceTabs {

    private PreferenceTabs() {}

    static SubTabs of(Component page, Class<? extends Component> current) {
        return new SubTabs(page.getTranslation("tab.preferences"))
                .tab(
                        page.getTranslation("notify.profile"),
                        "",
                        PreferencesView.class,
                        RouteParameters.empty(),
                        current == PreferencesView.class)
                .tab(
                        page.getTranslation("notify.tab"),
                        "",
                        NotificationsView.class,
                        RouteParameters.empty(),
                        current == NotificationsView.class);
    }
}
