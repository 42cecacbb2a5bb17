package org.slportal.services.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.ErrorReason;

/**
 * What is wrong with one line of a file.
 *
 * @param line counted from 1 as an editor shows it; 0 when the file as a whole is at fault
 * @param column name of the column, null when the line as a whole is at fault
 */
public record CsvProblem(long line, @Nullable String column, ErrorReason reason, List<Object> arguments) {

    public CsvProblem {
        arguments = List.copyOf(arguments);
    }

    /** Key of the translated text, without line and column. */
    public String messageKey() {
        return "error." + reason.name();
    }

    /** English text, without line and column. */
    public String text() {
        return reason.text(arguments);
    }
}
