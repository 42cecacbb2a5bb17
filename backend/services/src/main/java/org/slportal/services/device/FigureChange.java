package org.slportal.services.device;

/** One licence of a pool before and after. */
public record FigureChange(String license, int inUseBefore, int inUseAfter, int balanceBefore, int balanceAfter) {}
