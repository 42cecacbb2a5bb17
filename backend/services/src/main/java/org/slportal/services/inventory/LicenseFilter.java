package org.slportal.services.inventory;

/** @param text part of the licence's name or tag; empty for all */
public record LicenseFilter(String text, boolean onlyShort) {

    public static final LicenseFilter ALL = new LicenseFilter("", false);
}
