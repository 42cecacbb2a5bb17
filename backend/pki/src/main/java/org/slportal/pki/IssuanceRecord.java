package org.slportal.pki;

/**
 * Where the authority accounts for every serial number. An intent without its issued certificate is one whose signing failed or was
 * interrupted; the serial number is never used again.
 */
public interface IssuanceRecord {

    /** Stores the intent durably. Called before the key signs; an exception from here stops the signing. */
    void intent(CertificateIntent intent);

    /** Stores the certificate, DER encoded, after it was signed and before anybody is given it. */
    void issued(CertificateIntent intent, byte[] der);
}
