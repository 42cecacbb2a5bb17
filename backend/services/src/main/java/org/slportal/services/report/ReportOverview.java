package org.slportal.services.report;

import java.util.List;
import org.slportal.services.page.BoundedCount;

/**
 * What stands above a report's rows.
 *
 * @param bars the largest groups, at most ten; none for a report longer than anybody counts: it would have to be read to its end
 */
public record ReportOverview(BoundedCount count, List<ReportBar> bars) {}
