package org.slportal.services.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ReportId;
import org.slportal.domain.id.SmartAccountId;

/**
 * A saved report.
 *
 * @param own whether the reader saved it
 * @param nextRunAt null if it is not sent
 * @param version for the next change of it
 */
public record SavedReport(
        ReportId id,
        SmartAccountId account,
        String name,
        String description,
        ReportKind kind,
        boolean shared,
        String owner,
        boolean own,
        @Nullable ReportSchedule schedule,
        @Nullable Instant nextRunAt,
        @Nullable Instant lastSentAt,
        int version) {}
