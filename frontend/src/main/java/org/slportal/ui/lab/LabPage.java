package org.slportal.ui.lab;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.LabClockService;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SubTabs;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** A page of the Lab area with its sub-tabs: for administrators, in lab mode. */
abstract class LabPage extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    protected final transient LabClockService clock;
    protected final transient CurrentActor current;
    protected final transient CurrentAccount account;

    LabPage(LabClockService clock, CurrentActor current, CurrentAccount account) {
        this.clock = clock;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        clock.read(current.get());
        if (!current.get().may(org.slportal.domain.access.Permission.OPERATE_LAB, here.id(), null)) {
            throw PortalException.notAllowed();
        }
        clear();
        header().title(t("tab.lab")).context(here.name(), t("lab.context"));
        SubTabs tabs = new SubTabs(t("tab.lab"));
        tab(tabs, "lab.clock", LabView.class);
        tab(tabs, "lab.scenarios", ScenariosView.class);
        tab(tabs, "lab.switches", AttachedSwitchesView.class);
        add(tabs);
        show(here);
    }

    private void tab(SubTabs tabs, String key, Class<? extends LabPage> target) {
        tabs.tab(t(key), "", target, RouteParameters.empty(), tab() == target);
    }

    /** The sub-tab this page belongs to: most are one themselves. */
    Class<? extends LabPage> tab() {
        return getClass();
    }

    /** Everything below the sub-tabs. */
    abstract void show(SmartAccountItem here);
}
