package org.slportal.services.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param cells in the order of the columns asked for: texts, whole numbers, days, instants, constants of the domain, or null */
public record ReportRow(List<@Nullable Object> cells) {}
