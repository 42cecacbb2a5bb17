package org.slportal.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slportal.ui.activity.ActivityView;
import org.slportal.ui.alert.AlertsView;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.inventory.InventoryStart;
import org.slportal.ui.lab.LabView;
import org.slportal.ui.later.SatellitesView;
import org.slportal.ui.preferences.PreferencesView;
import org.slportal.ui.registration.RegisteredPaksView;
import org.slportal.ui.report.DashboardView;

/** The tabs under their known names; a drawer on narrow screens. */
class MainTabs extends Nav {

    private static final long serialVersionUID = 1L;

    private final Map<String, RouterLink> links = new LinkedHashMap<>();
    private final Span badge = new Span();

    /** @param lab whether there is a Lab area for the reader */
    MainTabs(boolean lab) {
        addClassNames("tabs", "main-tabs");
        setId("main-tabs");
        getElement().setAttribute("aria-label", getTranslation("shell.tabs"));
        badge.addClassName("badge");
        badge.setVisible(false);
        link("alerts", AlertsView.class).add(badge);
        link("inventory", InventoryStart.class);
        link("convert", ConvertPaksView.class);
        link("registration", RegisteredPaksView.class);
        link("reports", DashboardView.class);
        link("preferences", PreferencesView.class);
        link("satellites", SatellitesView.class);
        link("activity", ActivityView.class);
        if (lab) {
            link("lab", LabView.class);
        }
    }

    private RouterLink link(String segment, Class<? extends Component> target) {
        RouterLink link = new RouterLink(target);
        link.add(new Span(getTranslation("tab." + segment)));
        links.put(segment, link);
        add(link);
        return link;
    }

    /** @param path address without leading slash */
    void highlight(String path) {
        String first = path.split("/", 2)[0];
        links.forEach((segment, link) -> {
            if (segment.equals(first)) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
        open(false);
    }

    void alerts(int count) {
        badge.setText(Integer.toString(count));
        badge.setTitle(getTranslation("alerts.open", count));
        badge.setVisible(count > 0);
    }

    void open(boolean open) {
        if (open) {
            addClassName("open");
        } else {
            removeClassName("open");
        }
    }

    boolean isOpen() {
        return hasClassName("open");
    }
}
