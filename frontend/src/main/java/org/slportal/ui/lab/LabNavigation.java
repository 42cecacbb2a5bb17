package org.slportal.ui.lab;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.services.error.PortalException;

/** Addresses inside the lab. */
public final class LabNavigation {

    private static final String SWITCH = "switch";

    private LabNavigation() {}

    public static RouteParameters of(AttachedSwitchId id) {
        return new RouteParameters(new RouteParam(SWITCH, id.toString()));
    }

    /** The switch a path names. */
    static AttachedSwitchId id(BeforeEnterEvent event) {
        try {
            return new AttachedSwitchId(
                    Long.parseLong(event.getRouteParameters().get(SWITCH).orElse("0")));
        } catch (NumberFormatException tooLong) {
            throw PortalException.notFound();
        }
    }
}
