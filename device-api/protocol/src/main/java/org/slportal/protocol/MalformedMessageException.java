package org.slportal.protocol;

/**
 * A message that is not what the protocol says. Its message is a public reason: it may be sent back or printed, and never quotes what
 * was received.
 */
public class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param publicReason one sentence, safe to send to the other side */
    public MalformedMessageException(String publicReason) {
        super(publicReason);
    }

    /** @param cause for the log of the side that received the message; never sent */
    public MalformedMessageException(String publicReason, Throwable cause) {
        super(publicReason, cause);
    }

    /** What to answer as failure reason: the public reason, or a field error. */
    public String failureReason() {
        return String.valueOf(getMessage());
    }
}
