package org.slportal.services.registration;

/** What the list of License Registration can be sorted by: each by an index, then by PAK number. */
public enum RegisteredPakSort {
    FAMILY,
    NUMBER,
    ORDER_NUMBER
}
