package org.slportal.ui.preferences;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.ui.component.SubTabs;

/** Profile, security. */
class PreferencesTabs extends SubTabs {

    private static final long serialVersionUID = 1L;

    PreferencesTabs(Class<? extends Component> current) {
        super(UI.getCurrent().getTranslation("tab.preferences"));
        add("preferences.profile", PreferencesView.class, current);
        add("security.title", SecurityView.class, current);
    }

    private void add(String key, Class<? extends Component> target, Class<? extends Component> current) {
        tab(getTranslation(key), "", target, RouteParameters.empty(), target == current);
    }
}
