package org.slportal.ui.alert;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import org.slportal.services.alert.AlertService;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.springframework.stereotype.Component;

/** What every list of alerts needs. */
@Component
@VaadinSessionScope
public final class AlertTools {

    private final AlertService alerts;
    private final CurrentActor current;
    private final Dates dates;

    public AlertTools(AlertService alerts, CurrentActor current, Dates dates) {
        this.alerts = alerts;
        this.current = current;
        this.dates = dates;
    }

    public AlertService alerts() {
        return alerts;
    }

    CurrentActor current() {
        return current;
    }

    Dates dates() {
        return dates;
    }
}
