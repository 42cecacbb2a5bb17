package org.slportal.services.conversion.job;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.TraditionalLineId;

/**
 * A line of a job about to be written.
 *
 * @param line null when what was asked for means none
 * @param reason why it is refused already; null while it may be converted
 */
record NewJobLine(
        String label,
        @Nullable TraditionalLineId line,
        int quantity,
        @Nullable LineReason reason) {

    private static final int MAX_LABEL = 160;

    NewJobLine {
        String printable = label.replaceAll("\\p{Cntrl}", " ");
        label = printable.length() <= MAX_LABEL ? printable : printable.substring(0, MAX_LABEL - 1) + "…";
    }

    static NewJobLine refused(String label, LineReason reason) {
        return new NewJobLine(label, null, 0, reason);
    }
}
