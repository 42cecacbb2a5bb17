package org.slportal.services.catalogue;

import java.util.List;
import org.slportal.services.csv.CsvProblem;

/**
 * What an import would do, or why it cannot be done.
 *
 * @param base the state of the catalogue it was compared with: applying asks for it again
 * @param problems by line; at most 1,000
 * @param problemCount of all problems
 * @param unknownColumns columns of the file that are not read
 * @param differences the first {@link #SHOWN}, in the file's order, then what would disappear
 */
public record CataloguePreview(
        CataloguePart part,
        long base,
        List<CsvProblem> problems,
        int problemCount,
        List<String> unknownColumns,
        int added,
        int changed,
        int unchanged,
        int gone,
        List<CatalogueDifference> differences) {

    /** How many differences are listed. */
    public static final int SHOWN = 500;

    public CataloguePreview {
        problems = List.copyOf(problems);
        unknownColumns = List.copyOf(unknownColumns);
        differences = List.copyOf(differences);
    }

    public boolean isSound() {
        return problemCount == 0;
    }

    public boolean changesSomething() {
        return added + changed + gone > 0;
    }
}
