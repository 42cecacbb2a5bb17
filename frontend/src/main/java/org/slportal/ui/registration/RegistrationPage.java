package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SubTabs;

/** License Registration with its four tabs. */
abstract class RegistrationPage extends Page {

    private static final long serialVersionUID = 1L;

    /** Clears the page and shows title and tabs. */
    protected final void frame(SmartAccountItem account) {
        clear();
        header().title(t("tab.registration"))
                .context(new Span(account.name()))
                .actions(new RouterLink(t("lrp.guide-me"), RegistrationGuideView.class));
        SubTabs tabs = new SubTabs(t("tab.registration"));
        tab(tabs, "lrp.paks", RegisteredPaksView.class);
        tab(tabs, "lrp.licenses", RegisteredLicensesView.class);
        tab(tabs, "lrp.devices", RegisteredDevicesView.class);
        tab(tabs, "lrp.transactions", RegistrationTransactionsView.class);
        add(tabs);
    }

    private void tab(SubTabs tabs, String key, Class<? extends Component> target) {
        tabs.tab(t(key), "", target, RouteParameters.empty(), getClass() == target);
    }
}
