package org.slportal.services.reservation;

import org.slportal.domain.id.ReservationId;

/** An authorization code as it is entered on the device. */
public record IssuedReservation(ReservationId reservation, String authorizationCode) {}
