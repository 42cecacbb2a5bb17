package org.slportal.services.reservation;

import java.util.List;

/** One reservation with its licences. @param piid as authorization codes name it */
public record ReservationDetail(
        ReservationListItem item, String piid, String requestCode, List<ReservedLicense> licenses) {}
