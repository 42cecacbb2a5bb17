package org.slportal.ui.activity;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.event.EventService;
import org.slportal.ui.component.Page;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Activity: the event log of the whole Smart Account. */
@Route("activity/events")
@PermitAll
public class ActivityEventsView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient EventService events;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public ActivityEventsView(EventService events, CurrentActor current, CurrentAccount account, Dates dates) {
        this.events = events;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        clear();
        header().title(t("tab.activity")).context(here.name(), t("activity.context"));
        add(ActivityTabs.of(this, ActivityEventsView.class));
        add(new EventLog(events, current, dates, here.id(), null));
    }
}
