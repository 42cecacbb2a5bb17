package org.slportal.services.conversion;

/** What the PAK list can be sorted by. */
public enum PakSort {
    NUMBER,
    ORDER_NUMBER,
    ORDER_DATE,
    STATUS
}
