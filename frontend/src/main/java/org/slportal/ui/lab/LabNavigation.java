package org.slportal.ui.lab;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.services.error.PortalException;

/** Addresses inside the lab. */
public final class LabNavigation {

    private static final String SWITCH = "switch";
    private static final String RUN = "run";

    private LabNavigation() {}

    public static RouteParameters of(AttachedSwitchId id) {
        return new RouteParameters(new RouteParam(SWITCH, id.toString()));
    }

    public static RouteParameters of(ScenarioRunId id) {
        return new RouteParameters(new RouteParam(RUN, id.toString()));
    }

    /** The switch a path names. */
    static AttachedSwitchId id(BeforeEnterEvent event) {
        return new AttachedSwitchId(number(event, SWITCH));
    }

    /** The exercise a path names. */
    static ScenarioRunId run(BeforeEnterEvent event) {
        return new ScenarioRunId(number(event, RUN));
    }

    private static long number(BeforeEnterEvent event, String parameter) {
        try {
            return Long.parseLong(event.getRouteParameters().get(parameter).orElse("0"));
        } catch (NumberFormatException tooLong) {
            throw PortalException.notFound();
        }
    }
}
