package org.slportal.services.reservation;

/** What a list of reservations can be sorted by. */
public enum ReservationSort {
    CREATED,
    DEVICE
}
