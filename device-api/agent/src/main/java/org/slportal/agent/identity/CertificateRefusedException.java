package org.slportal.agent.identity;

/** A certificate that must not be trusted; the message says why, in words for the log. */
public final class CertificateRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public CertificateRefusedException(String message) {
        super(message);
    }

    public CertificateRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
