package org.slportal.ui.reservation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.VirtualAccountId;

/** Addresses of reservations. */
public final class ReservationNavigation {

    static final String VA = "va";
    static final String RESERVATION = "reservation";

    private ReservationNavigation() {}

    public static RouteParameters of(VirtualAccountId pool) {
        return new RouteParameters(new RouteParam(VA, pool.toString()));
    }

    static RouteParameters of(VirtualAccountId pool, ReservationId reservation) {
        return new RouteParameters(
                new RouteParam(VA, pool.toString()), new RouteParam(RESERVATION, reservation.toString()));
    }

    /** {@code License Reservation...} for a toolbar; offered where the account may reserve. */
    public static Component link(String text, VirtualAccountId pool) {
        return new RouterLink(text, ReservationsView.class, of(pool));
    }

    /** An id in an address; one too long for any id is as unknown as a foreign one. */
    static long id(RouteParameters parameters, String name) {
        try {
            return Long.parseLong(parameters.get(name).orElse("0"));
        } catch (NumberFormatException tooLong) {
            return 0;
        }
    }
}
