package org.slportal.services.conversion;

/** A pool before and after. */
public record PoolChange(String license, int ownedBefore, int ownedAfter, int balanceBefore, int balanceAfter) {}
