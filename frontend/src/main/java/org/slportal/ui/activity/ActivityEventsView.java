package org.slportal.ui.activity;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.event.EventService;
import org.slportal.services.seal.SealService;
import org.slportal.services.seal.SealedLog;
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
    private final transient SealService seals;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public ActivityEventsView(
            EventService events, SealService seals, CurrentActor current, CurrentAccount account, Dates dates) {
        this.events = events;
        this.seals = seals;
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
        Instant sealed = seals.sealedUntil(current.get(), here.id(), SealedLog.EVENT);
        if (sealed != null) {
            Paragraph line = new Paragraph(t("events.sealed-until", dates.time(sealed)));
            line.addClassNames("small", "muted");
            add(line);
        }
    }
}
