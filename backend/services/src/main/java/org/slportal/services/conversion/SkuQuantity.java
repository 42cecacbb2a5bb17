package org.slportal.services.conversion;

/** A SKU and how many of it were ordered, shown as {@code C1-ISE-PLS-T (25)}. */
public record SkuQuantity(String code, int quantity) {}
