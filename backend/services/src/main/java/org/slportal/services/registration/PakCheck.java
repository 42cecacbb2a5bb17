package org.slportal.services.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.csv.CsvProblem;

/**
 * What adding would do.
 *
 * @param lines the first {@value #LINES_SHOWN}
 * @param lineCount lines of data that could be read
 * @param added PAKs that would be new
 * @param claimed PAKs that would be claimed
 * @param bad PAKs with a bad line: of them nothing is added
 * @param problems by line, at most 1,000
 * @param readable whether every line could be read; else not even the others can be added
 */
public record PakCheck(
        List<Line> lines,
        int lineCount,
        int added,
        int claimed,
        int bad,
        List<CsvProblem> problems,
        int problemCount,
        List<String> unknownColumns,
        boolean readable) {

    public static final int LINES_SHOWN = 20;

    /** What would become of a line. */
    public enum Fate {
        ADDED,
        CLAIMED,
        REFUSED
    }

    /** @param line as an editor counts it; @param sku empty for a PAK to claim; @param quantity null with it */
    public record Line(
            long line, String pak, String sku, @Nullable Integer quantity, Fate fate) {}

    public PakCheck {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
        unknownColumns = List.copyOf(unknownColumns);
    }

    /** Whether there is something to add and nothing in the way of it. */
    public boolean isSound() {
        return problemCount == 0;
    }

    /** Whether some of it could be added alone. */
    public boolean hasValid() {
        return readable && added + claimed > 0;
    }
}
