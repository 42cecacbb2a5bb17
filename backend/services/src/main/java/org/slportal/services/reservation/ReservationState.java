package org.slportal.services.reservation;

/** Where a reservation stands. */
public enum ReservationState {
    /** The device holds its licences. */
    RESERVED,
    /** An update was given out; until its confirmation the device may go by the former code. */
    UPDATE_PENDING,
    RETURNED,
    /** The licences went to a replacement. */
    REHOSTED
}
