package org.slportal.ui.lab;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.LabClockService;
import org.slportal.ui.component.Page;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** A page of the Lab area: for administrators, in lab mode. Further pages (scenarios) get their sub-tabs here. */
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
        show(here);
    }

    /** Everything below the header. */
    abstract void show(SmartAccountItem here);
}
