package org.slportal.domain.id;

/** Identifies a certificate made by the portal. */
public record CertificateId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
