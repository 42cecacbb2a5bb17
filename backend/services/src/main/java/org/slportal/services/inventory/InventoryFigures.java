package org.slportal.services.inventory;

/**
 * The strip above a Virtual Account's inventory. All counts ≥ 0.
 *
 * @param shortBy licences missing after substitution
 */
public record InventoryFigures(
        long owned, long inUse, long shortBy, long expiringIn90Days, long productInstances, long tokens) {}
