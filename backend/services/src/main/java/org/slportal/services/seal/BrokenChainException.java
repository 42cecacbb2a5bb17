package org.slportal.services.seal;

import java.io.Serial;

/** The chain's end is not what it was: nothing is sealed on top of it. */
final class BrokenChainException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    BrokenChainException(String message) {
        super(message);
    }

    BrokenChainException(String message, Throwable cause) {
        super(message, cause);
    }
}
