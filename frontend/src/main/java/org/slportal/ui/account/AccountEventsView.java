package org.slportal.ui.account;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.EnumSet;
import java.util.Set;
import org.slportal.services.event.EventCode;
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

    /** Who and what makes up the account; what happens to licences and devices is under Activity. */
    private static final Set<EventCode> CODES = codes();

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
        add(new EventLog(events, current, dates, account.id(), null, CODES));
    }

    private static Set<EventCode> codes() {
        Set<EventCode> codes = EnumSet.range(EventCode.ACCOUNT_CREATED, EventCode.CLIENT_REVOKED);
        codes.addAll(EnumSet.range(EventCode.TAG_CREATED, EventCode.VIRTUAL_ACCOUNT_TAGS_CHANGED));
        codes.addAll(EnumSet.range(EventCode.WEBHOOK_CREATED, EventCode.WEBHOOK_FAILED));
        codes.addAll(EnumSet.of(
                EventCode.RESERVATION_SETTINGS_CHANGED,
                EventCode.CONVERSION_SETTINGS_CHANGED,
                EventCode.CATALOGUE_IMPORTED,
                EventCode.EMAIL_CHANGED));
        return codes;
    }
}
