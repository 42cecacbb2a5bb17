package org.slportal.ui.reservation;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.reservation.IssuedReservation;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservationDetail;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.services.reservation.ReservationService;
import org.slportal.services.reservation.ReservationState;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;

/** Gives a device with a reservation other licences. */
@Route("inventory/:va([0-9]+)/reservations/:reservation([0-9]+)/update")
@PermitAll
public class UpdateReservationView extends ReservationWizard implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ReservationService reservations;
    private final transient ReservationListing listing;
    private final transient CurrentActor current;
    private transient ReservationId reservation = new ReservationId(0);
    private int version;

    public UpdateReservationView(
            ReservationService reservations, ReservationListing listing, CurrentActor current, Dates dates) {
        super(dates, true);
        this.reservations = reservations;
        this.listing = listing;
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var pool = new VirtualAccountId(ReservationNavigation.id(event.getRouteParameters(), ReservationNavigation.VA));
        reservation = new ReservationId(
                ReservationNavigation.id(event.getRouteParameters(), ReservationNavigation.RESERVATION));
        ReservationDetail detail = listing.detail(current.get(), reservation);
        if (!detail.item().pool().equals(pool)) {
            throw PortalException.notFound();
        }
        if (detail.item().state() != ReservationState.RESERVED) {
            throw PortalException.of(
                    PortalException.Kind.CONFLICT,
                    detail.item().state() == ReservationState.UPDATE_PENDING
                            ? ErrorReason.RESERVATION_UPDATE_PENDING
                            : ErrorReason.RESERVATION_OVER);
        }
        version = detail.item().version();
        header().title(t("reservation.update")).context(detail.item().udi().asCli());
        frame(pool);
        select(
                pool,
                detail.item().udi(),
                listing.reservable(current.get(), pool, detail.item().kind(), reservation),
                null);
    }

    @Override
    protected IssuedReservation issue(List<LicenseQuantity> chosen) {
        return reservations.update(current.get(), reservation, chosen, version);
    }
}
