package org.slportal.agent.nvram;

/** The NVRAM directory cannot be used; the message says which and why, in words for the person at the terminal. */
public final class NvramException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NvramException(String message) {
        super(message);
    }

    public NvramException(String message, Throwable cause) {
        super(message, cause);
    }
}
