package org.slportal.pki;

/** What a certificate of this authority is for. */
public enum CertificateKind {
    /** The trust anchor devices and browsers are given; signs only issuing certificates and its own revocation list. */
    ROOT,
    /** Signs every other certificate and the revocation list. */
    ISSUING,
    /** The portal's web server. */
    TLS,
    /** Signs the answers to devices. */
    SIGNING,
    /** Proves a registered product instance; its key never leaves the device. */
    DEVICE_ID
}
