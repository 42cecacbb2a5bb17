package org.slportal.ui.report;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SubTabs;

/** Reports with its sub-tabs. */
abstract class ReportsPage extends Page {

    private static final long serialVersionUID = 1L;

    /** Clears the page and shows title and sub-tabs. */
    protected final void frame(SmartAccountItem account) {
        clear();
        header().title(t("tab.reports")).context(new Span(account.name()));
        SubTabs tabs = new SubTabs(t("tab.reports"));
        tab(tabs, "report.dashboard", DashboardView.class);
        tab(tabs, "report.compliance", ComplianceView.class);
        tab(tabs, "report.saved", SavedReportsView.class);
        add(tabs);
    }

    private void tab(SubTabs tabs, String key, Class<? extends Component> target) {
        tabs.tab(t(key), "", target, RouteParameters.empty(), tab() == target);
    }

    /** The sub-tab this page belongs to. */
    protected Class<? extends ReportsPage> tab() {
        return getClass();
    }
}
