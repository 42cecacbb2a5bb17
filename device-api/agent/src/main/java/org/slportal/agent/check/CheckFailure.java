package org.slportal.agent.check;

/** A step did not hold; the message says what was expected and what came. */
public final class CheckFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public CheckFailure(String message) {
        super(message);
    }

    public CheckFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
