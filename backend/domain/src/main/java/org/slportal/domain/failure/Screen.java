package org.slportal.domain.failure;

/** Where in the portal to go on from a failure. */
public enum Screen {
    /** Registration tokens: Inventory > General. */
    TOKENS,
    PRODUCT_INSTANCES,
    LICENSES,
    /** What the portal saw of its devices: Inventory > Event Log. */
    EVENT_LOG,
    ALERTS,
    /** Reports of devices about their own traditional licences. */
    DEVICE_LED_CONVERSION,
    CATALOGUE,
    SATELLITES,
    /** The time the portal goes by. */
    LAB_CLOCK,
    /** The remedy is on the device alone. */
    NONE
}
