package org.slportal.domain.conversion;

/** Why a line of traditional licences cannot be converted, or not in the quantity asked for. */
public enum Ineligibility {
    /** The PAK is not assigned to a Smart Account's Virtual Account yet. */
    NOT_ASSIGNED,
    /** The catalogue knows no smart licence this SKU becomes. */
    NO_EQUIVALENT_LICENSE,
    DEMO_LICENSE,
    TERM_ENDED,
    /** Every licence left was installed on a device; it converts through that device. */
    FULFILLED_TO_DEVICE,
    NOTHING_LEFT,
    QUANTITY_NOT_POSITIVE,
    /** One argument: what is available. */
    QUANTITY_EXCEEDS_AVAILABLE,
    /** The SKU does not allow a part to be converted. One argument: what is available. */
    ALL_OR_NOTHING
}
