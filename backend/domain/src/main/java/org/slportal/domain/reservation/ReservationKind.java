package org.slportal.domain.reservation;

/** What a device is authorized for without calling home. */
public enum ReservationKind {
    /** Certain licences, each with its quantity and term. */
    SPECIFIC("CE", "A"),
    /** Everything the device can do, by one universal licence. */
    UNIVERSAL("CU", "U");

    private final String prefix;
    private final String flag;

    ReservationKind(String prefix, String flag) {
        this.prefix = prefix;
        this.flag = flag;
    }

    /** How a request code of this kind begins. */
    String prefix() {
        return prefix;
    }

    /** {@code <flag>} of an authorization code. */
    String flag() {
        return flag;
    }
}
