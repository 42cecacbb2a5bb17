package org.slportal.services.report;

import java.util.List;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;

/** What a report may ask for. What its kind does not know is left out rather than refused: forms keep values of other kinds. */
final class ReportChecks {

    static final int MAX_DAYS = 3650;
    private static final int MAX_TEXT = 120;

    private ReportChecks() {}

    static ReportRequest clean(ReportRequest asked) {
        ReportKind kind = asked.kind();
        List<ReportColumn> columns =
                kind.columns().stream().filter(asked.columns()::contains).toList();
        if (columns.isEmpty()) {
            throw PortalException.rejected("columns", ErrorReason.REPORT_NO_COLUMN);
        }
        Integer days = kind.hasDays() ? asked.days() : null;
        if (days != null && (days < 1 || days > MAX_DAYS)) {
            throw PortalException.rejected("days", ErrorReason.REPORT_DAYS, 1, MAX_DAYS);
        }
        ReportState state = asked.state();
        String license = Checks.optional("license", asked.license(), MAX_TEXT);
        String product = Checks.optional("product", asked.product(), MAX_TEXT);
        return new ReportRequest(
                kind,
                asked.pools(),
                kind.hasLicense() ? license : "",
                kind.hasTerm() ? asked.term() : null,
                kind.hasProduct() ? product : "",
                state != null && kind.states().contains(state) ? state : null,
                days,
                columns);
    }
}
