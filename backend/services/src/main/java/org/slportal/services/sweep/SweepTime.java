package org.slportal.services.sweep;

import java.time.Instant;

/**
 * The moment a run stands for, the same for all its accounts.
 *
 * @param serverReturned when the portal was last back after an outage; {@link Instant#EPOCH} if it never was away
 */
public record SweepTime(Instant now, Instant serverReturned) {}
