package org.slportal.pki;

/** Bytes or text that are not one X.509 certificate; the message is fit for whoever sent them. */
public class BadCertificateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadCertificateException(String reason) {
        super(reason);
    }

    public BadCertificateException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
