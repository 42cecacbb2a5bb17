package org.slportal.domain.fulfilment;

/** Why licences of a PAK line cannot be installed on a device, or not in the quantity asked for. */
public enum FulfilmentRefusal {
    /** The PAK is in no Virtual Account yet. */
    PAK_NOT_ASSIGNED,
    /** The device is in no Virtual Account yet. */
    DEVICE_NOT_ASSIGNED,
    DEMO_LICENSE,
    TERM_ENDED,
    /** The licence is a right to use: it is recorded on the device, no file is issued for it. */
    RIGHT_TO_USE,
    /** The device's platform takes rights to use, not licence files. One argument: its family. */
    DEVICE_TAKES_NO_FILE,
    /** Two arguments: the family of the SKU, the family of the device. */
    FAMILY_DIFFERS,
    /** The family fits, the model does not. One argument: the device's product id. */
    MODEL_DIFFERS,
    NOTHING_LEFT,
    QUANTITY_NOT_POSITIVE,
    /** One argument: what is available. */
    QUANTITY_EXCEEDS_AVAILABLE,
    /** The device would hold more of it than it can. One argument: how many more it can hold. */
    DEVICE_IS_FULL
}
