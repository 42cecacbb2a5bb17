package org.slportal.services.report;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;

/**
 * What to report. It names what somebody asked for; what they get of it their rights decide, each time it is run.
 *
 * @param pools null for all Virtual Accounts; empty for none
 * @param license part of a name or tag; empty for all
 * @param product part of a product type or id; empty for all
 * @param days of what ends: within the next ones, today included; else of the last ones. Null for all
 * @param columns at least one
 */
public record ReportRequest(
        ReportKind kind,
        @Nullable Set<VirtualAccountId> pools,
        String license,
        @Nullable LicenseTerm term,
        String product,
        @Nullable ReportState state,
        @Nullable Integer days,
        List<ReportColumn> columns) {

    public ReportRequest {
        pools = pools == null ? null : Set.copyOf(pools);
        columns = List.copyOf(columns);
    }

    /** All rows and columns of a kind. */
    public static ReportRequest all(ReportKind kind) {
        return new ReportRequest(kind, null, "", null, "", null, null, kind.columns());
    }
}
