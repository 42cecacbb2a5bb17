package org.slportal.services.conversion;

/** What the conversion history can be sorted by. Conversions are numbered in order of time. */
public enum ConversionSort {
    TIME
}
