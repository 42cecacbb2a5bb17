package org.slportal.domain.failure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One kind of thing a device said, wherever in the text it said so.
 *
 * @param line where it was said first, as printed; several lines if the terminal broke it, shortened if it is very long
 * @param lineNumber of the first of these lines, counted from 1
 * @param count how many times it was said
 * @param facts what was named with it, in the order of {@link FailureFact}; several values if it was said of several things
 */
public record DecodedFailure(
        FailureKind kind, String line, int lineNumber, int count, Map<FailureFact, List<String>> facts) {

    public DecodedFailure {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
