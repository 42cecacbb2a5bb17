package org.slportal.agent.engine;

/** The portal did not give what was asked for. */
final class ExchangeException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Who is to blame decides when to try again. */
    enum Kind {
        /** Nothing usable came back: again after 30 seconds. */
        TRANSPORT,
        /** The portal said no: again after 16 to 20 minutes. */
        REFUSED
    }

    private final Kind kind;

    /** @param reason as the terminal prints it; a refusal's is the portal's, word for word */
    ExchangeException(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
