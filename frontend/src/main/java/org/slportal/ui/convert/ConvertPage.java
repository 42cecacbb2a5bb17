package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SubTabs;

/** License Conversion with its sub-tabs. */
abstract class ConvertPage extends Page {

    private static final long serialVersionUID = 1L;

    /** Clears the page and shows title and sub-tabs. */
    protected final void frame(SmartAccountItem account) {
        clear();
        header().title(t("convert.title")).context(new Span(account.name()));
        SubTabs tabs = new SubTabs(t("convert.title"));
        tab(tabs, "convert.paks", ConvertPaksView.class);
        tab(tabs, "convert.licenses", ConvertLicensesView.class);
        tab(tabs, "convert.dlc", DlcView.class);
        tab(tabs, "convert.jobs", ConversionJobsView.class);
        tab(tabs, "convert.history", ConversionHistoryView.class);
        tab(tabs, "convert.assisted", AssistedView.class);
        tab(tabs, "inventory.events", ConversionEventsView.class);
        add(tabs);
    }

    private void tab(SubTabs tabs, String key, Class<? extends Component> target) {
        tabs.tab(t(key), "", target, RouteParameters.empty(), getClass() == target);
    }
}
