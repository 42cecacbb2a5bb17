package org.slportal.ui.activity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.ui.component.SubTabs;

/** License Transactions | Event Log. */
final class ActivityTabs {

    private ActivityTabs() {}

    static SubTabs of(Component page, Class<? extends Component> current) {
        return new SubTabs(page.getTranslation("tab.activity"))
                .tab(
                        page.getTranslation("activity.transactions"),
                        "",
                        ActivityView.class,
                        RouteParameters.empty(),
                        current == ActivityView.class)
                .tab(
                        page.getTranslation("inventory.events"),
                        "",
                        ActivityEventsView.class,
                        RouteParameters.empty(),
                        current == ActivityEventsView.class);
    }
}
