package org.slportal.services.device;

/** Where a text is looked for. */
public enum DeviceSearch {
    ANYWHERE,
    NAME,
    UDI,
    PRODUCT_TYPE
}
