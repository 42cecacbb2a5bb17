package org.slportal.ui.account;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.event.EventService;
import org.slportal.ui.activity.EventLog;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** What happened in the account. */
@Route("account/events")
@PermitAll
public class AccountEventsView extends AccountPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient EventService events;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public AccountEventsView(EventService events, CurrentActor current, CurrentAccount account, Dates dates) {
        this.events = events;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        frame(account.get(), current.get());
        header().actions();
        add(new EventLog(events, current, dates, account.id(), null));
    }
}
