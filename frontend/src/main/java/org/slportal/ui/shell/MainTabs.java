package org.slportal.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slportal.services.alert.AlertCounts;
import org.slportal.ui.activity.ActivityView;
import org.slportal.ui.alert.AlertText;
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
    private final Span major = new Span();
    private final Span minor = new Span();
    private final Span words = new Span();

    /** @param lab whether there is a Lab area for the reader */
    MainTabs(boolean lab) {
        addClassNames("tabs", "main-tabs");
        setId("main-tabs");
        getElement().setAttribute("aria-label", getTranslation("shell.tabs"));
        major.addClassName("badge");
        minor.addClassNames("badge", "minor");
        words.addClassName("visually-hidden");
        // The words say it better than two bare figures.
        for (Span badge : List.of(major, minor)) {
            badge.getElement().setAttribute("aria-hidden", "true");
        }
        alerts(AlertCounts.NONE);
        link("alerts", AlertsView.class).add(major, minor, words);
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

    final void alerts(AlertCounts counts) {
        String all = getTranslation(
                "alerts.open-by-severity", AlertText.count(counts.major()), AlertText.count(counts.minor()));
        show(major, counts.major(), all);
        show(minor, counts.minor(), all);
        words.setText(all);
        words.setVisible(counts.major() + counts.minor() > 0);
    }

    private static void show(Span badge, int count, String title) {
        badge.setText(AlertText.count(count));
        badge.setTitle(title);
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
