package org.slportal.agent.engine;

/** The portal did not give what was asked for. */
final class ExchangeException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Who is to blame decides when to try again. */
    enum Kind {
        /** Nothing usable came back: again after 30 seconds. */
        TRANSPORT,
        /** An answer that cannot be believed yet, since a revocation list is not to be had: again after 16 to 20 minutes. */
        WAITING,
        /** The portal said no: again after 16 to 20 minutes. */
        REFUSED
    }

    private static final String FAILED = "FAILED";

    private final Kind kind;
    private final String status;

    /** @param reason as the terminal prints it; a refusal's is the portal's, word for word */
    ExchangeException(Kind kind, String reason) {
        this(kind, reason, FAILED);
    }

    /** @param status the word of the protocol the portal refused with */
    ExchangeException(Kind kind, String reason, String status) {
        super(reason);
        this.kind = kind;
        this.status = status;
    }

    /** For the event log. */
    String status() {
        return status;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
