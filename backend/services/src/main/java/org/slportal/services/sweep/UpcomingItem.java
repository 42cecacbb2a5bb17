package org.slportal.services.sweep;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What one day brings of one kind.
 *
 * @param day in UTC
 * @param count how many devices, licences, tokens or conversions
 * @param first when it begins on that day
 */
public record UpcomingItem(LocalDate day, UpcomingKind kind, int count, Instant first) {}
