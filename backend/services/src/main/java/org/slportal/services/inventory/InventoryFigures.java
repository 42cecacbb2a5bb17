package org.slportal.services.inventory;

/**
 * The strip above a Virtual Account's inventory. All counts ≥ 0.
 *
 * @param productInstances and tokens: one more than {@link org.slportal.services.page.BoundedCount#LIMIT} means more than that
 * @param shortBy licences missing after substitution
 */
public record InventoryFigures(
        long owned, long inUse, long shortBy, long expiringIn90Days, long productInstances, long tokens) {}
