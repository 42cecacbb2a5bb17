package org.slportal.services.catalogue;

/** @param text part of any cell; empty for all rows */
public record CatalogueFilter(String text) {

    public static final CatalogueFilter ALL = new CatalogueFilter("");
}
