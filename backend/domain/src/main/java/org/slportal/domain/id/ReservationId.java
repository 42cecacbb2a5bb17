package org.slportal.domain.id;

/** Identifies a reservation of licences for a device that does not call home. */
public record ReservationId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
