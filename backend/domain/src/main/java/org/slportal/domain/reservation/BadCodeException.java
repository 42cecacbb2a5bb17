package org.slportal.domain.reservation;

/** What was entered is no such code. */
public final class BadCodeException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Problem {
        /** It does not look like such a code at all. */
        SHAPE,
        /** It does, but its check characters say that a character is wrong. */
        TYPO
    }

    private final Problem problem;

    BadCodeException(Problem problem) {
        super(problem.name());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
