package org.slportal.services.conversion.job;

import java.util.List;
import java.util.Map;
import org.slportal.services.conversion.ConversionPreview;
import org.slportal.services.csv.CsvProblem;

/**
 * What a bulk conversion would do now.
 *
 * @param lines how many it has
 * @param refused how many lines would be refused, by reason, the most frequent first
 * @param pools what the target's pools would look like
 * @param fileProblems why the file as a whole cannot be read; then there are no lines
 */
public record BulkForecast(
        int lines, Map<LineReason, Integer> refused, ConversionPreview pools, List<CsvProblem> fileProblems) {

    public int refusedLines() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int convertingLines() {
        return lines - refusedLines();
    }
}
