package org.slportal.agent.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A certificate that must not be trusted; the message says why, in words for the log. */
public final class CertificateRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it, as far as it matters to anyone. */
    public enum Kind {
        NOT_YET_VALID("CERTIFICATE_INVALID_NOT_YET_VALID"),
        EXPIRED("CERTIFICATE_INVALID_EXPIRED"),
        REVOKED("CERTIFICATE_REVOKED"),
        /** Nothing is known against it, but its revocation list cannot be had. */
        LIST_UNAVAILABLE("CRL_FETCH_FAIL"),
        OTHER(null);

        private final @Nullable String mnemonic;

        Kind(@Nullable String mnemonic) {
            this.mnemonic = mnemonic;
        }
    }

    private final Kind kind;

    public CertificateRefusedException(String message) {
        this(Kind.OTHER, message);
    }

    public CertificateRefusedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public CertificateRefusedException(String message, Throwable cause) {
        super(message, cause);
        this.kind = Kind.OTHER;
    }

    public Kind kind() {
        return kind;
    }

    /** What the message is called in the %PKI facility; empty if that has nothing to say. */
    public Optional<String> pkiMnemonic() {
        return Optional.ofNullable(kind.mnemonic);
    }
}
