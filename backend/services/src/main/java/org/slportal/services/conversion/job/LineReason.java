package org.slportal.services.conversion.job;

import org.slportal.domain.conversion.Ineligibility;
import org.slportal.services.conversion.LineRefusal;

/**
 * Why a line was refused, as it is stored.
 *
 * @param code name of an {@link Ineligibility} or of a {@link LineProblem}: no name is in both
 * @param argument empty if the reason has none
 */
public record LineReason(String code, String argument) {

    private static final int MAX_ARGUMENT = 200;

    public LineReason {
        argument = argument.length() <= MAX_ARGUMENT ? argument : argument.substring(0, MAX_ARGUMENT - 1) + "…";
    }

    static LineReason of(LineProblem problem) {
        return new LineReason(problem.name(), "");
    }

    static LineReason of(LineProblem problem, Object argument) {
        return new LineReason(problem.name(), argument.toString());
    }

    static LineReason of(LineRefusal refusal) {
        return new LineReason(refusal.reason().name(), String.join(", ", refusal.arguments()));
    }

    /** Key of the translated text; {0} is the argument. */
    public String messageKey() {
        return "ineligible." + code;
    }
}
