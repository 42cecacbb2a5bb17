package org.slportal.services.registration;

import java.util.List;
import org.slportal.services.csv.CsvProblem;

/**
 * What a file of devices holds, and whether it was imported: all of it or nothing.
 *
 * @param problems by line, at most 1,000 of {@code problemCount}
 * @param unknownColumns columns nobody reads
 * @param devices lines that are fine
 * @param rights right-to-use licences on them
 */
public record DeviceImport(
        List<CsvProblem> problems,
        int problemCount,
        List<String> unknownColumns,
        int devices,
        int rights,
        boolean imported) {

    public boolean isClean() {
        return problemCount == 0;
    }
}
