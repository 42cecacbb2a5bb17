package org.slportal.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** A certificate and its private key. */
record Credential(PrivateKey privateKey, X509Certificate certificate) {

    Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    boolean isValidAt(Instant now) {
        return !now.isBefore(notBefore()) && !now.isAfter(notAfter());
    }

    /** Less than the window is left; or the clock was set back to before the certificate begins. */
    boolean isDue(Instant now, Duration window) {
        return now.isBefore(notBefore()) || Duration.between(now, notAfter()).compareTo(window) < 0;
    }

    @Override
    public String toString() {
        return "Credential[" + CertificateCodec.serialHex(certificate) + "]";
    }
}
