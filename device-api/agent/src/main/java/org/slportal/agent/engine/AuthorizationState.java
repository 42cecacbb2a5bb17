package org.slportal.agent.engine;

/** What the terminal prints after {@code License Authorization: Status:}. */
public enum AuthorizationState {
    NO_LICENSES_IN_USE("No Licenses in Use"),
    EVAL_MODE("EVAL MODE"),
    EVAL_EXPIRED("EVAL EXPIRED"),
    AUTHORIZED("AUTHORIZED"),
    OUT_OF_COMPLIANCE("OUT OF COMPLIANCE"),
    AUTHORIZATION_EXPIRED("AUTHORIZATION EXPIRED"),
    /** All that is in use was reserved. */
    RESERVED_AUTHORIZED("AUTHORIZED - RESERVED"),
    /** More is in use than was reserved. */
    NOT_AUTHORIZED("NOT AUTHORIZED");

    private final String words;

    AuthorizationState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
