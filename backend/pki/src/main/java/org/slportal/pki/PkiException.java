package org.slportal.pki;

/** The authority cannot do its work; the message tells the operator what to put right and holds no secret. */
public class PkiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PkiException(String message) {
        super(message);
    }

    public PkiException(String message, Throwable cause) {
        super(message, cause);
    }
}
