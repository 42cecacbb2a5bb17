package org.slportal.protocol;

import org.slportal.domain.failure.FailureReason;

/** One field of a well-formed message is missing or has a value that no device or portal can have. */
public final class InvalidFieldException extends MalformedMessageException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /**
     * @param field the JSON name of the field
     * @param problem one sentence, safe to send to the other side
     */
    public InvalidFieldException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** The JSON name of the field. */
    public String field() {
        return field;
    }

    /** {@code {"<field>":["<message>"]}}, byte for byte what devices print. */
    @Override
    public String failureReason() {
        return FailureReason.fieldError(field, problem);
    }
}
