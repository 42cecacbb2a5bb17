package org.slportal.services.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.ErrorReason;

/** Collects the problems of a file. Those past the limit are counted only: nobody reads a hundred thousand. */
final class CsvProblems {

    static final int KEPT = 1_000;

    private final List<CsvProblem> kept = new ArrayList<>();
    private int count;

    void add(long line, @Nullable String column, ErrorReason reason, Object... arguments) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(new CsvProblem(line, column, reason, List.of(arguments)));
        }
    }

    int count() {
        return count;
    }

    /** By line; within a line in the order in which they were found. */
    List<CsvProblem> list() {
        return kept.stream().sorted(Comparator.comparingLong(CsvProblem::line)).toList();
    }
}
