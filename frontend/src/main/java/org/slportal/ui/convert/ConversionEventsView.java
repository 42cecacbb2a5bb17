package org.slportal.ui.convert;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.EnumSet;
import java.util.Set;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventService;
import org.slportal.ui.activity.EventLog;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The events of conversions. */
@Route("convert/events")
@PermitAll
public class ConversionEventsView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private static final Set<EventCode> CODES = EnumSet.of(
            EventCode.PAK_CONVERTED,
            EventCode.DEVICE_CONVERTED,
            EventCode.DLC_RECEIVED,
            EventCode.DLC_CONVERTED,
            EventCode.DLC_REFUSED,
            EventCode.ASSISTED_CONVERTED,
            EventCode.LICENSES_CONVERTED_IN_BULK,
            EventCode.JOB_REQUESTED,
            EventCode.JOB_APPROVED,
            EventCode.JOB_DECLINED,
            EventCode.JOB_CANCELLED,
            EventCode.JOB_FINISHED,
            EventCode.CONVERSION_UNDONE,
            EventCode.CONVERSION_SETTINGS_CHANGED);

    private final transient EventService events;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public ConversionEventsView(EventService events, CurrentActor current, CurrentAccount account, Dates dates) {
        this.events = events;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here);
        add(new EventLog(events, current, dates, here.id(), null, CODES));
    }
}
