package org.slportal.ui.alert;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import org.slportal.services.alert.AlertService;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.inventory.InstanceActs;
import org.slportal.ui.inventory.ShortageActs;
import org.slportal.ui.security.CurrentActor;
import org.springframework.stereotype.Component;

/** What every list of alerts needs. */
@Component
@VaadinSessionScope
public final class AlertTools {

    private final AlertService alerts;
    private final CurrentActor current;
    private final Dates dates;
    private final InstanceActs instances;
    private final ShortageActs shortages;

    AlertTools(AlertService alerts, CurrentActor current, Dates dates, InstanceActs instances, ShortageActs shortages) {
        this.alerts = alerts;
        this.current = current;
        this.dates = dates;
        this.instances = instances;
        this.shortages = shortages;
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

    InstanceActs instances() {
        return instances;
    }

    ShortageActs shortages() {
        return shortages;
    }
}
