package org.slportal.pki;

/** A certificate signing request that is refused; the message is a reason fit for whoever sent it. */
public class BadCsrException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadCsrException(String reason) {
        super(reason);
    }

    public BadCsrException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
